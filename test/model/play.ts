import { fakeClock } from "../support/fakeClock";
import type { Checkpoint, RunReport } from "./checkpoint";
import { startCore } from "./core";
import { EngineRun } from "./engine";
import { type Judged, judgeEnd, judgeRun, type Violation } from "./judge";
import { Ledger, type Played } from "./ledger";
import { mayPass, remedyFor } from "./person";
import { changed, emptyProgram, freeLocation, goalsOf, later, type Program, pick } from "./program";
import { isRun, type PortalStep, type RunStep, type Scenario, type Step } from "./scenario";
import { Session } from "./session";
import { Tenant } from "./tenant";
import { expiryOf } from "./tokens";
import type { Wire } from "./wire";

/** Between two steps of people. Lists that lag behind show everything again by then. */
const pauseMilliseconds = 10 * 60 * 1000;

/**
 * Plays a scenario, and then lets the service be well until all is settled.
 * @param ignored Kinds of broken promises that are passed over.
 * @returns The first promise that was broken
 */
export async function play(
  scenario: Scenario,
  wire: Wire,
  ignored: ReadonlySet<string> = new Set(),
): Promise<Violation | undefined> {
  const stage = new Stage(scenario, wire, ignored);
  for (const step of scenario.steps) {
    const violation = await stage.step(step);
    if (violation) return { ...violation, detail: `${JSON.stringify(step)}: ${violation.detail}` };
  }
  return stage.settle();
}

class Stage {
  private readonly clock = fakeClock();
  private readonly tenant: Tenant;
  private readonly ledger = new Ledger();
  private program: Program = emptyProgram;
  private state: Checkpoint = new Map();
  private last: RunReport | undefined;

  constructor(
    private readonly scenario: Scenario,
    private readonly wire: Wire,
    private readonly ignored: ReadonlySet<string>,
  ) {
    this.tenant = new Tenant(scenario.service, this.clock);
  }

  async step(step: Step): Promise<Violation | undefined> {
    this.clock.pass(pauseMilliseconds);
    if (isRun(step)) {
      const violation = await this.run(step);
      return violation && this.ignored.has(violation.kind) ? undefined : violation;
    }
    if (isPortals(step)) {
      await this.portal(step);
      return undefined;
    }
    const live = await this.tenant.live();
    const strangers = live.filter(({ id }) => !this.ledger.managed.has(id));
    this.program = changed(this.program, step, { live, strangers });
    return undefined;
  }

  /** Without faults, and with a person who does what the messages say, all comes to be as declared. */
  async settle(): Promise<Violation | undefined> {
    this.clock.pass(30 * 24 * 60 * 60 * 1000);
    for (const refresh of [false, true]) {
      for (let attempt = 1; ; attempt++) {
        const violation = await this.step({ do: "up", refresh });
        if (violation) return { ...violation, detail: `while settling: ${violation.detail}` };
        if (this.last?.ended === "well") break;
        const errors = this.last?.steps.flatMap(({ error }) => error ?? []).join("\n");
        if (attempt === 10) return { kind: "never settles", detail: String(errors) };
      }
    }
    return this.step({ do: "refresh" });
  }

  private async run(step: RunStep): Promise<Violation | undefined> {
    if (step.preview && step.do === "up") {
      const violation = await this.preview(step);
      if (violation || this.last?.ended !== "well") return violation;
    }
    const played = await this.played(step);
    this.last = played.report;
    const judged: Judged = {
      ...played,
      program: this.program,
      ledger: this.ledger,
      isGraphs404Told: step.faults?.some(({ kind }) => kind === "404") === true,
    };
    const broken = judgeRun(step.do, judged) ?? silentPreview(step, played.report);
    if (broken && !this.ignored.has(broken.kind)) return broken;
    this.ledger.remember(played);
    const kept = new Set([...played.after.values()].map(({ id }) => id.toLowerCase()));
    for (const id of kept) this.ledger.told.delete(id);
    if (played.report.ended !== "well" || judged.isGraphs404Told) {
      for (const { id } of played.live) if (this.ledger.managed.has(id) && !kept.has(id)) this.ledger.told.add(id);
    }
    const wrong = judgeEnd(step.do, judged);
    if (wrong) return wrong;
    if (step.do === "up") this.ledger.agree(played, this.program);
    return this.afterwards(step, played);
  }

  /** A good `up` leaves nothing to do; a failure leaves a person with something to do. */
  private async afterwards(step: RunStep, { report, after }: Played): Promise<Violation | undefined> {
    if (report.ended === "failed") return this.recover(step, report);
    if (report.ended === "killed" || step.do !== "up") return undefined;
    if (this.ledger.hidesSomething([...after.values()].map(({ id }) => id.toLowerCase()))) return undefined;
    const { session, run } = this.open({ do: "up" });
    await run.up(goalsOf(this.program, undefined, false));
    await session.close();
    const errors = run.report().steps.flatMap(({ error }) => error ?? []);
    if (errors.length > 0) return { kind: "second up fails", detail: errors.join("\n") };
    if (session.writes.length > 0) return { kind: "second up writes", detail: session.requests.join(", ") };
    if (session.requests.length > 0) return { kind: "second up asks", detail: session.requests.join(", ") };
    this.state = run.checkpoint;
    return undefined;
  }

  private async recover(step: RunStep, { steps }: RunReport): Promise<Violation | undefined> {
    const isDisturbed = (step.faults?.length ?? 0) > 0;
    const live = await this.tenant.live();
    const failures = steps.filter(({ error }) => error !== undefined);
    // A person does one thing at a time: what else was wrong may be right after it.
    const remedies = failures.map((failed) => remedyFor(failed, { program: this.program, state: this.state, live }));
    const remedy = remedies.find((one) => one !== undefined);
    if (typeof remedy === "object") this.program = remedy.program;
    if (remedy === "refresh" && step.do !== "refresh") return this.run({ do: "refresh" });
    const [failed] = failures.filter(({ error = "" }) => !mayPass(error));
    if (remedy !== undefined || isDisturbed || failed === undefined) return undefined;
    return { kind: "no way out", detail: `${failed.name}, ${failed.operation}: ${failed.error}` };
  }

  private async preview(step: RunStep): Promise<Violation | undefined> {
    const { session, run } = this.open({ do: "up" });
    await run.preview(goalsOf(this.program, step.replace, true));
    await session.close();
    this.last = run.report();
    if (session.writes.length > 0) return { kind: "preview writes", detail: session.requests.join(", ") };
    const lists = session.requests.filter((request) => /vppTokens(\?|$)/.test(request) && !/skiptoken/.test(request));
    if (lists.length > 1) return { kind: "preview lists twice", detail: session.requests.join(", ") };
    return this.last.ended === "failed" ? this.recover({ do: "up" }, this.last) : undefined;
  }

  private open(step: RunStep) {
    const said: string[] = [];
    const session = new Session(this.wire, this.tenant, this.clock, step.faults, step.kill);
    const core = startCore(session.url, this.clock, (sentence) => said.push(sentence));
    return { session, said, run: new EngineRun(this.state, core, this.scenario.service.parallel) };
  }

  private async played(step: RunStep): Promise<Played> {
    const before = this.state;
    const { session, said, run } = this.open(step);
    const work = {
      up: () => run.up(goalsOf(this.program, step.replace, false), { refresh: step.refresh === true }),
      refresh: () => run.refresh(),
      destroy: () => run.destroy(),
    };
    if ((await Promise.race([work[step.do](), session.killed])) === "killed") run.kill();
    await session.close();
    this.state = new Map(run.checkpoint);
    const live = await this.tenant.live();
    return {
      report: run.report(said),
      writes: session.writes,
      before,
      after: this.state,
      live,
      denied: session.denied,
    };
  }

  private async portal(step: PortalStep): Promise<void> {
    const live = await this.tenant.live();
    if (step.do === "wait") return this.clock.pass(step.seconds * 1000);
    if (step.do === "portal creates") {
      const location = freeLocation(step.location, this.program, live);
      if (location !== undefined) await this.tenant.create({ location, generation: 1 }, step.args);
      return;
    }
    const entity = pick(live, step.which);
    if (entity === undefined) return;
    const { id, token } = entity;
    if (step.do === "Intune syncs") return this.tenant.sync(id);
    if (step.do === "portal deletes") {
      this.ledger.mayBeGone.add(id);
      return this.tenant.delete(id);
    }
    if (step.do === "portal sets") {
      await this.tenant.set(id, { [step.property]: step.value });
      return this.ledger.change(id, [step.property]);
    }
    const next = later(token, 1);
    if (expiryOf(next) === entity.expires) return;
    await this.tenant.renew(id, next);
    this.ledger.byPortal.add(id);
    this.ledger.change(id, ["token", "organizationName"]);
  }
}

/** What a preview passed, an `up` right after it doesn't refuse on account of other tokens. */
function silentPreview(step: RunStep, { steps }: RunReport): Violation | undefined {
  if (!step.preview || step.refresh || step.faults || step.kill) return undefined;
  const refused = steps.find(({ error = "" }) => /`import: "|[Aa]nother resource/.test(error));
  return refused && { kind: "preview was silent", detail: `${refused.name}: ${refused.error}` };
}

const isPortals = (step: Step): step is PortalStep =>
  ["portal creates", "portal sets", "portal renews", "portal deletes", "Intune syncs", "wait"].includes(step.do);
