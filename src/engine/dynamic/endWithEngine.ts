import { fstatSync } from "node:fs";

let watched = false;

/**
 * Ends this process when the engine that started it is gone. A provider outlives an engine that was killed, and would
 * go on with its waits and repetitions: it could upload a token that the user's next run uploads as well, and what it
 * did would be in no state. The engine holds the other end of standard input for as long as it lives.
 */
export function endWithEngine(): void {
  if (watched || !isHost() || !inputIsPipe()) return;
  watched = true;
  process.stdin.once("end", () => process.exit(1)).resume();
}

/** Elsewhere (tests, tools) standard input says nothing of an engine. */
export function isHost(): boolean {
  return /[\\/]dynamic-provider([\\/.]|$)/.test(process.argv[1] ?? "");
}

function inputIsPipe(): boolean {
  try {
    return fstatSync(0).isFIFO();
  } catch {
    // Closed from the start.
    return false;
  }
}
