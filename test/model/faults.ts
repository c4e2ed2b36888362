import type { Fault, FaultKind } from "./scenario";

/** What a fault looks at. */
export interface Target {
  readonly method: string;
  /** Whether the request is for the collection: a list, or a creation. */
  readonly isCollection: boolean;
}

/** The faults of one run, each with a count of the requests that fitted it. */
export class Faults {
  private readonly seen: number[];

  constructor(private readonly faults: readonly Fault[]) {
    this.seen = faults.map(() => 0);
  }

  /** The fault that the request meets, which uses it up. */
  take(target: Target): Fault | undefined {
    for (const [index, fault] of this.faults.entries()) {
      if (!fits(fault, target)) continue;
      const seen = this.seen[index] ?? 0;
      this.seen[index] = seen + 1;
      if (seen >= fault.after && seen < fault.after + fault.times) return fault;
    }
    return undefined;
  }

  /** How long lists are late, in seconds. */
  get staleSeconds(): number {
    // Where Graph itself answers 5xx, a creation is looked for some 20 s and then sent again.
    const most = this.faults.some(({ kind }) => kind === "500") ? 10 : Number.POSITIVE_INFINITY;
    return Math.min(
      most,
      Math.max(0, ...this.faults.map(({ kind, times }) => (kind === "stale lists" ? times * 10 : 0))),
    );
  }
}

function fits({ on, kind }: Fault, { method, isCollection }: Target): boolean {
  if (kind === "stale lists") return false;
  if (kind === "404" && (method !== "GET" || isCollection)) return false;
  if (on === "any") return true;
  if (on === "list") return method === "GET" && isCollection;
  return on === method && (method !== "GET" || !isCollection);
}

/** Faults with which a service says that it did nothing. */
const refusals: readonly FaultKind[] = ["429", "503", "403", "404", "empty 404", "HTML as 404", "error as 200"];

/** Whether the request is carried out before the fault sets in. */
export const isCarriedOut = ({ kind, when }: Fault) => when === "after" && !refusals.includes(kind);

/** The answer in place of the service's. @throws as fetch does, when there is none */
export function faultAnswer(kind: FaultKind): Response {
  switch (kind) {
    case "429":
      return graphError(429, "TooManyRequests", { "Retry-After": "2" });
    case "503":
      return graphError(503, "ServiceUnavailable", { "Retry-After": "2" });
    case "503 without a body":
      return new Response(null, { status: 503 });
    case "500":
      return graphError(500, "InternalServerError");
    case "403":
      return graphError(403, "Forbidden");
    case "404":
      return graphError(404, "ResourceNotFound");
    case "empty 404":
      return new Response(null, { status: 404 });
    case "HTML as 404":
      return page(404);
    case "HTML as 200":
      return page(200);
    case "error as 200":
      return graphError(200, "InternalServerError");
    case "connection cut":
      throw new TypeError("fetch failed", { cause: Object.assign(new Error("cut"), { code: "ECONNRESET" }) });
    case "stale lists":
      throw new Error("no answer of its own");
  }
}

function graphError(status: number, code: string, headers: Record<string, string> = {}): Response {
  const innerError = { date: "2026-11-21T07:00:00", "request-id": "r", "client-request-id": "c" };
  const body = { error: { code, message: "This is what the scenario says.", innerError } };
  return new Response(JSON.stringify(body), { status, headers: { "Content-Type": "application/json", ...headers } });
}

function page(status: number): Response {
  const html = "<!DOCTYPE html><html><body><h1>Please sign in to the network</h1></body></html>";
  return new Response(html, { status, headers: { "Content-Type": "text/html" } });
}
