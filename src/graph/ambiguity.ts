import type { GraphFailure } from "./failure";
import { nothingWasSent } from "./networkTrouble";

/**
 * Whether a call that failed so may have been carried out all the same.
 *
 * Nothing was done when nothing was sent, and when the service refused: with a 4xx, or with a 503 of Graph's own that
 * says when to come back, which its gate answers before it hands a request on. Any other 5xx may come from behind the
 * gate, or from a proxy that lost the answer; so may a 2xx that can't be read, and no answer at all.
 */
export function mayHaveBeenDone(
  method: string,
  { kind, status, code, retryAfter }: Pick<GraphFailure, "kind" | "status" | "code" | "retryAfter">,
): boolean {
  if (method.toUpperCase() === "GET") return false;
  if (status === undefined) return kind === "network" && !nothingWasSent(code);
  if (status < 300) return true;
  if (status === 503) return kind !== "graph" || retryAfter === undefined;
  // 408 is a gate that got a part of the request only, as far as the gate knows.
  return status >= 500 || status === 408;
}
