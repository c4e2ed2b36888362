import type { Checkpoint, Goal, ResourceState, RunReport } from "./checkpoint";
import type { Core, Values } from "./core";
import { Journal, type Keep } from "./journal";
import { type Plan, planOf, type Replacement } from "./plan";
import { Pool } from "./pool";

/**
 * One run of an engine as small as it can be while doing what Pulumi's does: plans one resource after the other, runs
 * operations a few at a time beside that, and deletes at the end. The checkpoint holds each operation's result at once,
 * and what failed leaves it as it was.
 */
export class EngineRun {
  private readonly state: Map<string, ResourceState>;
  private readonly journal = new Journal();
  private readonly pool: Pool;

  constructor(
    checkpoint: Checkpoint,
    private readonly core: Core,
    parallel: number,
  ) {
    this.state = new Map(checkpoint);
    this.pool = new Pool(parallel);
  }

  get checkpoint(): Checkpoint {
    return this.state;
  }

  /** From now on no result reaches the checkpoint. */
  kill(): void {
    this.journal.isKilled = true;
  }

  report(said: readonly string[] = []): RunReport {
    const { isKilled, steps } = this.journal;
    const isWell = steps.every(({ error }) => error === undefined);
    return { ended: isKilled ? "killed" : isWell ? "well" : "failed", steps: [...steps], said: [...said] };
  }

  async up(goals: readonly Goal[], { refresh = false }: { refresh?: boolean } = {}): Promise<void> {
    if (refresh) await this.refresh();
    for (const goal of goals) {
      if (this.pool.isStopped) break;
      const plan = await this.plan(goal);
      if (plan) this.carryOut(goal.name, plan);
      else this.pool.stop();
    }
    await this.pool.ended();
    if (this.pool.isStopped) return;
    const declared = new Set(goals.map(({ name }) => name));
    await this.deleteAll([...this.state.keys()].filter((name) => !declared.has(name)));
  }

  /** What a preview asks of the provider: checks and diffs, and no operation. One failure doesn't hide another. */
  async preview(goals: readonly Goal[]): Promise<void> {
    for (const goal of goals) await this.plan(goal);
  }

  async refresh(): Promise<void> {
    for (const [name, resource] of this.state) {
      if (!resource.pendingReplacement) this.pool.add(() => this.read(name, resource));
    }
    await this.pool.ended();
  }

  async destroy(): Promise<void> {
    await this.deleteAll([...this.state.keys()]);
  }

  private plan(goal: Goal): Promise<Plan | undefined> {
    const alias = goal.aliases.find((name) => this.state.has(name));
    if (!this.state.has(goal.name) && alias !== undefined) this.rename(alias, goal.name);
    return planOf(goal, this.state.get(goal.name), this.core, this.journal);
  }

  private carryOut(name: string, plan: Plan): void {
    const { inputs } = plan;
    switch (plan.operation) {
      case "create":
        this.pool.add(() => this.create(name, inputs));
        break;
      case "same":
        this.save(name, { ...plan.old, inputs });
        break;
      case "update":
        this.pool.add(() => this.update(name, plan.old, inputs));
        break;
      case "replace":
        this.pool.add(() => this.replace(name, inputs, plan.old, plan.order));
    }
  }

  private async replace(
    name: string,
    inputs: Values,
    old: ResourceState,
    order: Replacement["order"],
  ): Promise<boolean> {
    if (order === "delete first" && !(await this.delete(name, "replaced"))) return false;
    if (!(await this.create(name, inputs))) return false;
    // What is created first leaves the old one to the end of the run, or to the next run.
    if (order === "create first") this.save(`${name}, replaced`, old);
    return true;
  }

  private create(name: string, inputs: Values): Promise<boolean> {
    const report: { id?: string } = {};
    const work = async () => {
      const { id, state } = await this.core.create(inputs);
      report.id = id;
      this.save(name, { id, inputs, outputs: state });
    };
    const keep: Keep = (id, state) => this.save(name, { id, inputs, outputs: state, initErrors: true });
    return this.journal.step({ name, operation: "create" }, work, keep, report);
  }

  private update(name: string, old: ResourceState, inputs: Values): Promise<boolean> {
    const { id } = old;
    const work = async () => {
      const at = { id, state: old.outputs, oldInputs: old.inputs, newInputs: inputs };
      this.save(name, { id, inputs, outputs: await this.core.update(at) });
    };
    // An update that fails keeps new outputs and old inputs.
    const keep: Keep = (_, state) => this.save(name, { ...old, outputs: state, initErrors: true });
    return this.journal.step({ name, operation: "update", id }, work, keep);
  }

  private read(name: string, { id, outputs, inputs }: ResourceState): Promise<boolean> {
    const report: { changed?: readonly string[] } = {};
    const work = async () => {
      const live = await this.core.read(id, outputs, inputs);
      if (live === undefined) return this.drop(name);
      const now = { id, inputs: live.inputs ?? inputs, outputs: live.state };
      // The engine compares right after a read: the inputs of before with what is live.
      const at = { id, state: now.outputs, oldInputs: now.inputs, newInputs: inputs };
      report.changed = (await this.core.diff(at)).changed;
      this.save(name, now);
    };
    return this.journal.step({ name, operation: "read", id }, work, undefined, report);
  }

  private async deleteAll(names: readonly string[]): Promise<void> {
    for (const name of names) this.pool.add(() => this.delete(name, "gone"));
    await this.pool.ended();
  }

  private delete(name: string, then: "replaced" | "gone"): Promise<boolean> {
    const old = this.state.get(name);
    if (old === undefined) return Promise.resolve(true);
    return this.journal.step({ name, operation: "delete", id: old.id }, async () => {
      if (!old.pendingReplacement) await this.core.delete(old.id, old.outputs);
      if (then === "replaced") this.save(name, { ...old, pendingReplacement: true });
      else this.drop(name);
    });
  }

  private save(name: string, resource: ResourceState): void {
    if (!this.journal.isKilled) this.state.set(name, resource);
  }

  private drop(name: string): void {
    if (!this.journal.isKilled) this.state.delete(name);
  }

  private rename(from: string, to: string): void {
    const resource = this.state.get(from);
    if (resource === undefined || this.journal.isKilled) return;
    this.drop(from);
    this.save(to, resource);
  }
}
