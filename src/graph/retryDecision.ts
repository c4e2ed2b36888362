/** How often a request is repeated before its failure counts. */
export const maxRetries = 3;

/** Seconds before the first repetition, when the service doesn't say; the library's pauses grow from here. */
export const retryDelaySeconds = 3;

/**
 * Whether an answer is worth another attempt.
 * A POST that a gateway gave up on (504) may have been carried out, and a second one would create a second entity;
 * 429 and 503 say that nothing was done. Anything else can be sent twice to the same effect.
 */
export function isRepeated(method: string, status: number): boolean {
  if (status === 429 || status === 503) return true;
  return status === 504 && method.toUpperCase() !== "POST";
}
