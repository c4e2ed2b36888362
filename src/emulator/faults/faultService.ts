import type { JsonObject } from "../json";
import type { Store } from "../store";
import { hitsOf, shoot, type Target } from "./aim";
import type { Fault, ReadKind, Staleness } from "./exchange";
import type { Rule } from "./rules";
import { Views } from "./staleReads";
import type { Pretence } from "./swallow";

/** The rules in force, what they have hit, and what is held back from reads. */
export class FaultService {
  private rules: readonly (Rule & { readonly seen: number })[] = [];
  private readonly views: Views;

  constructor(
    private readonly store: Store,
    private readonly now: () => Date,
  ) {
    this.views = new Views(store);
  }

  /** Rules are added behind those that are there. */
  add(rules: readonly Rule[]): void {
    this.rules = [...this.rules, ...rules.map((rule) => ({ ...rule, seen: 0 }))];
  }

  clear(): void {
    this.rules = [];
    this.views.clear();
  }

  /** The rules as they were written, each with the number of requests that it has hit. */
  describe(): JsonObject {
    return { rules: this.rules.map((rule) => ({ ...rule.text, hits: hitsOf(rule) })) };
  }

  /** The fault that the request meets, which uses it up. */
  take(target: Target): Fault | undefined {
    const { hit, seen } = shoot(this.rules, target);
    this.rules = this.rules.map((rule, index) => ({ ...rule, seen: seen[index] ?? rule.seen }));
    return hit === undefined ? undefined : this.rules[hit]?.fault;
  }

  holdBack(staleness: Staleness): void {
    this.views.holdBack(staleness, this.now());
  }

  /** The tenant as the next read of this kind sees it. */
  read(kind: ReadKind): Store {
    return this.views.read(kind, this.now());
  }

  /** A tenant that gives this answer, while nothing happens to the real one. */
  pretended(answers: Pretence): Store {
    return answers === "done" ? this.store.asItIs() : this.store.unmoved();
  }
}
