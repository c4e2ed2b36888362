import { emptyBody, patch, respell, truncatedBody } from "./answerFaults";
import { cut, latency, slowBody } from "./connectionFaults";
import type { FaultKind } from "./faultKind";
import { hideNewest, nextLink } from "./listFaults";
import { staleReads } from "./staleReads";
import { answer, htmlPage, status } from "./statusFaults";
import { swallow } from "./swallow";

/** Every way to fail. */
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
