import type { Store } from "../store";
import { type ReadKind, readKinds, type Staleness } from "./exchange";
import type { FaultKind } from "./faultKind";

export const staleReads: FaultKind = {
  name: "staleReads",
  takes:
    "reads (default 1, or any number when milliseconds is given), milliseconds, " +
    'of ("lists" or "entities", which are read by their id; default both)',
  does: "the request is carried out, and the reads after it show the tenant as it was before",
  prepare: (parameters) => {
    const milliseconds = parameters.number("milliseconds", {});
    const reads = parameters.number("reads", { minimum: 1, whole: true });
    const staleness = {
      of: parameters.oneOf("of", readKinds),
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
  private held: { readonly view: Store; readonly of: ReadKind | undefined; readonly until: number; reads: number }[] =
    [];

  constructor(private readonly store: Store) {}

  holdBack({ of, reads, milliseconds }: Staleness, now: Date): void {
    this.held.push({ view: this.store.asItIs(), of, until: now.getTime() + milliseconds, reads });
  }

  /** What the next read of this kind sees, which counts as one. The oldest of several views goes first. */
  read(kind: ReadKind, now: Date): Store {
    this.held = this.held.filter(({ reads, until }) => reads > 0 && now.getTime() < until);
    const oldest = this.held.find(({ of }) => of === undefined || of === kind);
    if (oldest === undefined) return this.store;
    oldest.reads -= 1;
    return oldest.view;
  }

  clear(): void {
    this.held = [];
  }
}
