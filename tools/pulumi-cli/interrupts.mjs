// @ts-check
// Ctrl-C in the middle of the work: first everything that runs is ended and cleared away, then the process dies of it.

/** The work was broken off by a signal, which the process has been sent again. */
export class Interrupted extends Error {}

/**
 * @template T
 * @param {(signal: AbortSignal) => Promise<T>} work ends soon after the signal is aborted
 * @returns {Promise<T>}
 * @throws {Interrupted}
 */
export async function withInterrupts(work) {
  const abort = new AbortController();
  /** @type {NodeJS.Signals | undefined} */
  let received;
  /** @param {NodeJS.Signals} name */
  const onSignal = (name) => {
    received = name;
    abort.abort();
  };
  const names = /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP"]);
  for (const name of names) process.on(name, onSignal);
  try {
    const result = await work(abort.signal);
    if (!received) return result;
  } catch (error) {
    if (!received) throw error;
  } finally {
    for (const name of names) process.off(name, onSignal);
  }
  process.kill(process.pid, received);
  throw new Interrupted(`Interrupted by ${received}.`);
}
