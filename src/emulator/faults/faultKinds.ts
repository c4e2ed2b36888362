import { emptyBody, patch, respell, truncatedBody } from "./bodyFaults";
import { cut, latency, slowBody } from "./connectionFaults";
import { staleReads, swallow } from "./consistencyFaults";
import type { FaultKind } from "./fault";
import { hideNewest, nextLink } from "./listFaults";
import { answer, htmlPage, status } from "./statusFaults";

/** Every kind of fault. */
export const faultKinds: readonly FaultKind[] = [
  latency,
  status,
  cut,
  slowBody,
  truncatedBody,
  emptyBody,
  htmlPage,
  answer,
  patch,
  respell,
  hideNewest,
  nextLink,
  swallow,
  staleReads,
];
