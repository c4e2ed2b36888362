import type { Context, Middleware } from "@microsoft/microsoft-graph-client";

/** One step on a request's way: it does its part and calls `next` for the rest of the way. */
export type Step = (context: Context, next: () => Promise<void>) => Promise<void>;

/** The step in the form that the Graph library chains. */
export function middleware(step: Step): Middleware {
  let following: Middleware | undefined;
  return {
    execute: (context) => step(context, async () => following?.execute(context)),
    setNext: (next) => {
      following = next;
    },
  };
}

/** The address a request goes to. */
export const urlOf = ({ request }: Context): string => (typeof request === "string" ? request : request.url);

/** Puts headers on the request, over those of the same name. */
export function setHeaders(context: Context, headers: Readonly<Record<string, string>>): void {
  const all = new Headers(context.options?.headers);
  for (const [name, value] of Object.entries(headers)) all.set(name, value);
  context.options = { ...context.options, headers: all };
}
