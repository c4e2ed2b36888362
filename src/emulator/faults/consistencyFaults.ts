import type { Store } from "../tenant/store";
import { type FaultKind, type ReadKind, readKinds, type StaleReadLimits } from "./fault";

export const staleReads: FaultKind = {
  name: "staleReads",
  parameterHelp:
    "reads (default 1, or any number when milliseconds is given), milliseconds, " +
    'of ("lists" or "entities", which are read by their id; default both)',
  description: "the request is carried out, and the reads after it show the tenant as it was before",
  createFault: (parameters) => {
    const milliseconds = parameters.number("milliseconds", {});
    const reads = parameters.number("reads", { minimum: 1, whole: true });
    const staleness = {
      of: parameters.oneOf("of", readKinds),
      milliseconds: milliseconds ?? Number.POSITIVE_INFINITY,
      reads: reads ?? (milliseconds === undefined ? 1 : Number.POSITIVE_INFINITY),
    };
    return ({ startStaleReads, proceed }) => {
      startStaleReads(staleness);
      return proceed();
    };
  },
};

/** The tenant as reads see it: an earlier state for as long as a fault lasts. */
export class StaleReads {
  private snapshots: {
    readonly view: Store;
    readonly of: ReadKind | undefined;
    readonly until: number;
    reads: number;
  }[] = [];

  constructor(private readonly store: Store) {}

  start({ of, reads, milliseconds }: StaleReadLimits, now: Date): void {
    this.snapshots.push({ view: this.store.snapshot(), of, until: now.getTime() + milliseconds, reads });
  }

  /** Returns what the next read of this kind sees, and counts that read. The oldest of several snapshots comes first. */
  storeFor(kind: ReadKind, now: Date): Store {
    this.snapshots = this.snapshots.filter(({ reads, until }) => reads > 0 && now.getTime() < until);
    const oldest = this.snapshots.find(({ of }) => of === undefined || of === kind);
    if (oldest === undefined) return this.store;
    oldest.reads -= 1;
    return oldest.view;
  }

  clear(): void {
    this.snapshots = [];
  }
}

/** What the response to a request that isn't carried out shows: the entity unchanged, or as if changed. */
const ignoredWriteResults = ["unchanged", "done"] as const;
export type IgnoredWriteResult = (typeof ignoredWriteResults)[number];

export const swallow: FaultKind = {
  name: "swallow",
  parameterHelp: 'answers ("unchanged" or "done"; default "unchanged")',
  description:
    "the request isn't carried out, and answered with success: with the entity as it is, or as if all had been done",
  createFault: (parameters) => {
    const answers = parameters.oneOf("answers", ignoredWriteResults) ?? "unchanged";
    return ({ respondWithoutEffect }) => respondWithoutEffect(answers);
  },
};
