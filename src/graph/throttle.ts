/** How many requests may be in flight, and what is known towards changing that. */
export interface Throttle {
  readonly limit: number;
  /** Requests answered in a row without a word of throttling. */
  readonly run: number;
  /** Counts the limit's reductions: requests that were sent before one say nothing about the limit that it left. */
  readonly era: number;
}

/** At the start: enough to be quick, and few enough for a service that is under no strain. */
export const atStart: Throttle = { limit: 8, run: 0, era: 0 };

/** More in flight at once gains nothing with a service that answers within a second. */
const highest = 16;

/** So many answers in a row earn one more in flight: each try at more may cost a throttled request. */
const earning = 10;

/** One more may be in flight after a run of answers. */
export function answered({ limit, run, era }: Throttle): Throttle {
  if (run + 1 < earning) return { limit, run: run + 1, era };
  return { limit: Math.min(highest, limit + 1), run: 0, era };
}

/** Half of them after the service throttled a request, once for all that were in flight together. */
export function throttled(throttle: Throttle, sentInEra: number): Throttle {
  if (sentInEra !== throttle.era) return throttle;
  return { limit: Math.max(1, Math.floor(throttle.limit / 2)), run: 0, era: throttle.era + 1 };
}
