import type { JsonObject } from "../http/json";
import type { Store } from "../tenant/store";
import { type IgnoredWriteResult, StaleReads } from "./consistencyFaults";
import type { Fault, ReadKind, StaleReadLimits } from "./fault";
import type { FaultRule } from "./parseRules";
import { applyRules, matchCount, type TargetRequest } from "./requestMatcher";

/** Holds the active rules, how many requests each applied to, and the stale reads. */
export class FaultService {
  private rules: readonly (FaultRule & { readonly seen: number })[] = [];
  private readonly staleReads: StaleReads;

  constructor(
    private readonly store: Store,
    private readonly now: () => Date,
  ) {
    this.staleReads = new StaleReads(store);
  }

  /** Adds rules after the existing ones. */
  add(rules: readonly FaultRule[]): void {
    this.rules = [...this.rules, ...rules.map((rule) => ({ ...rule, seen: 0 }))];
  }

  clear(): void {
    this.rules = [];
    this.staleReads.clear();
  }

  /** Returns the rules as they were written, each with the number of requests that it applied to. */
  describe(): JsonObject {
    return { rules: this.rules.map((rule) => ({ ...rule.text, hits: matchCount(rule) })) };
  }

  /** Returns the fault that applies to the request, and counts the request. */
  nextFault(target: TargetRequest): Fault | undefined {
    const { applied, seen } = applyRules(this.rules, target);
    this.rules = this.rules.map((rule, index) => ({ ...rule, seen: seen[index] ?? rule.seen }));
    return applied === undefined ? undefined : this.rules[applied]?.fault;
  }

  startStaleReads(staleness: StaleReadLimits): void {
    this.staleReads.start(staleness, this.now());
  }

  /** Returns the tenant as the next read of this kind sees it. */
  storeForRead(kind: ReadKind): Store {
    return this.staleReads.storeFor(kind, this.now());
  }

  /** Returns a copy of the tenant that gives this response, so that the real one doesn't change. */
  storeIgnoringWrite(answers: IgnoredWriteResult): Store {
    return answers === "done" ? this.store.snapshot() : this.store.ignoringWrites();
  }
}
