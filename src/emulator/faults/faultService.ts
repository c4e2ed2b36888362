import type { JsonObject } from "../http/json";
import type { Store } from "../tenant/store";
import { type IgnoredWriteResult, StaleReads } from "./consistencyFaults";
import type { Fault, ReadKind, StaleReadLimits } from "./fault";
import type { FaultRule } from "./parseRules";
import { applyRules, matchCount, type TargetRequest } from "./requestMatcher";

/** The rules in force, what they have hit, and what is held back from reads. */
export class FaultService {
  private rules: readonly (FaultRule & { readonly seen: number })[] = [];
  private readonly staleReads: StaleReads;

  constructor(
    private readonly store: Store,
    private readonly now: () => Date,
  ) {
    this.staleReads = new StaleReads(store);
  }

  /** Rules are added behind those that are there. */
  add(rules: readonly FaultRule[]): void {
    this.rules = [...this.rules, ...rules.map((rule) => ({ ...rule, seen: 0 }))];
  }

  clear(): void {
    this.rules = [];
    this.staleReads.clear();
  }

  /** The rules as they were written, each with the number of requests that it has hit. */
  describe(): JsonObject {
    return { rules: this.rules.map((rule) => ({ ...rule.text, hits: matchCount(rule) })) };
  }

  /** The fault that the request meets, which uses it up. */
  nextFault(target: TargetRequest): Fault | undefined {
    const { hit, seen } = applyRules(this.rules, target);
    this.rules = this.rules.map((rule, index) => ({ ...rule, seen: seen[index] ?? rule.seen }));
    return hit === undefined ? undefined : this.rules[hit]?.fault;
  }

  startStaleReads(staleness: StaleReadLimits): void {
    this.staleReads.start(staleness, this.now());
  }

  /** The tenant as the next read of this kind sees it. */
  storeForRead(kind: ReadKind): Store {
    return this.staleReads.storeFor(kind, this.now());
  }

  /** A tenant that gives this answer, while nothing happens to the real one. */
  storeIgnoringWrite(answers: IgnoredWriteResult): Store {
    return answers === "done" ? this.store.snapshot() : this.store.ignoringWrites();
  }
}
