import { emptyBody, hideNewest, patch, truncatedBody } from "./answerFaults";
import { cut, latency, slowBody } from "./connectionFaults";
import type { FaultKind } from "./faultKind";
import { staleReads } from "./staleReads";
import { htmlPage, status } from "./statusFaults";

/** Every way to fail. */
export const faultKinds: readonly FaultKind[] = [
  latency,
  status,
  cut,
  slowBody,
  truncatedBody,
  emptyBody,
  htmlPage,
  patch,
  hideNewest,
  staleReads,
];
