import { type Step, setHeaders } from "./middleware";

/** Gives each attempt an id of its own, under which Microsoft's support finds it, and says who is asking. */
export function identification(userAgent: string, uuid: () => string): Step {
  return async (context, next) => {
    setHeaders(context, { "client-request-id": uuid(), "User-Agent": userAgent });
    await next();
  };
}
