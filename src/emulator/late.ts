import { setTimeout as sleep } from "node:timers/promises";
import type { MiddlewareHandler } from "hono";

/** Holds every answer back, as the way to a real service does. What was asked is done before. */
export function latency(milliseconds: number): MiddlewareHandler {
  return async (_, next) => {
    await next();
    // Not a reason for the process to stay when the emulator is closed meanwhile.
    await sleep(milliseconds, undefined, { ref: false });
  };
}
