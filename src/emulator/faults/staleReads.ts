import type { Store } from "../store";
import type { Staleness } from "./exchange";
import type { FaultKind } from "./faultKind";

export const staleReads: FaultKind = {
  name: "staleReads",
  takes: "reads (default 1, or any number when milliseconds is given), milliseconds",
  does: "the request is carried out, and the reads after it show the tenant as it was before",
  prepare: (parameters) => {
    const milliseconds = parameters.number("milliseconds", {});
    const reads = parameters.number("reads", { minimum: 1, whole: true });
    const staleness = {
      milliseconds: milliseconds ?? Number.POSITIVE_INFINITY,
      reads: reads ?? (milliseconds === undefined ? 1 : Number.POSITIVE_INFINITY),
    };
    return ({ holdBack, carryOut }) => {
      holdBack(staleness);
      return carryOut();
    };
  },
};

/** The tenant as reads see it: late, as long as something is held back. */
export class Views {
  private readonly held: { readonly view: Store; readonly until: number; reads: number }[] = [];

  constructor(private readonly store: Store) {}

  holdBack({ reads, milliseconds }: Staleness, now: Date): void {
    this.held.push({ view: this.store.asItIs(), until: now.getTime() + milliseconds, reads });
  }

  /** What the next read sees, which counts as one. The oldest of several views goes first. */
  read(now: Date): Store {
    const oldest = this.held[0];
    if (oldest === undefined) return this.store;
    if (oldest.reads > 0 && now.getTime() < oldest.until) {
      oldest.reads -= 1;
      return oldest.view;
    }
    this.held.shift();
    return this.read(now);
  }

  clear(): void {
    this.held.length = 0;
  }
}
