import { type Door, dynamicDoor, nativeDoor } from "../support/doors";
import type { Middlebox } from "../support/middlebox";
import { descendants, ended, engine, providersOf, runs } from "../support/processes";
import type { Run } from "../support/pulumi";
import { steps } from "../support/steps";
import { withTokens } from "../support/withStack";
import { type Act, acts, decisive, type Moment } from "./interruptionActs";
import { providerDied, remedies } from "./recovery";
import { report } from "./report";
import { args, type Declared } from "./stage";
import { leaksIn, standing } from "./verdict";

type Victim = "engine" | "provider";
type Signal = "SIGINT" | "SIGKILL";

/** Calls `strike` at that moment of a run, once. The request goes on when it is done, unless that says that its sender is gone. */
function arm(box: Middlebox, { method, nth, when }: Moment, strike: () => Promise<"goes on" | "gone">): void {
  let seen = 0;
  box.intervene(async (request, forward) => {
    if (request.method !== method || ++seen !== nth) return forward();
    if (when === "before" && (await strike()) === "gone") return "hang up";
    const answer = await forward();
    return when === "after" && (await strike()) === "gone" ? "hang up" : answer;
  });
}

describe.each<[string, Signal, Victim, Door, readonly Act[]]>([
  ["dynamic provider", "SIGINT", "engine", dynamicDoor, acts],
  ["dynamic provider", "SIGKILL", "engine", dynamicDoor, acts],
  ["dynamic provider", "SIGINT", "provider", dynamicDoor, decisive],
  ["dynamic provider", "SIGKILL", "provider", dynamicDoor, acts],
  ["native plugin", "SIGINT", "engine", nativeDoor, decisive],
  ["native plugin", "SIGKILL", "engine", nativeDoor, decisive],
  ["native plugin", "SIGKILL", "provider", nativeDoor, decisive],
])("through the %s, after a %s of the %s nothing is lost or doubled", (_, signal, victim, door, played) => {
  const { stack, box, intune, declareTokens } = withTokens("faults", door, { box: true });
  /** What an engine that was killed leaves running. */
  let orphans: number[] = [];
  let declared: readonly Declared[] = [];
  let output = "";

  const endOrphans = () => {
    for (const pid of orphans.filter(runs)) process.kill(pid, "SIGKILL");
    orphans = [];
  };
  afterEach(endOrphans);
  const step = steps(endOrphans);

  function declare(tokens: readonly Declared[]): void {
    declared = tokens;
    declareTokens(...tokens.map(({ import: id, ...token }) => ({ ...token, options: id ? { import: id } : {} })));
  }

  async function run(...command: readonly string[]): Promise<Run> {
    const ran = await stack.run(command);
    output += ran.output;
    return ran;
  }

  async function strike(): Promise<"goes on" | "gone"> {
    const hit = engine();
    const providers = providersOf(hit, door.provider);
    orphans = descendants(hit);
    for (const pid of victim === "engine" ? [hit] : providers) process.kill(pid, signal);
    // An engine that is asked to stop waits for what its provider does.
    if (victim === "engine" && signal === "SIGINT") return "goes on";
    return (await ended(providers)) ? "gone" : "goes on";
  }

  /** Runs `up` until it ends well, doing what each run asks for. @returns What it took. */
  async function recover(...options: readonly string[]): Promise<string[]> {
    const steps: string[] = [];
    for (let attempt = 1; attempt <= 5; attempt++) {
      const ran = await run("up", "--yes", "--skip-preview", ...options);
      steps.push(["up", ...options].join(" "));
      const asked = remedies(ran);
      if (asked.length === 0) {
        if (ran.code !== 0) throw new Error(`No way out of:\n${ran.output}`);
        return steps;
      }
      for (const remedy of asked) {
        steps.push(remedy.kind === "import" ? `import ${remedy.name}` : remedy.args.join(" "));
        if (remedy.kind === "command") expect(await run(...remedy.args)).toMatchObject({ code: 0 });
        else declare(declared.map((token) => (token.name === remedy.name ? { ...token, import: remedy.id } : token)));
      }
    }
    throw new Error(`It never ends:\n${steps.join("\n")}\n${output}`);
  }

  async function expectWell(): Promise<void> {
    const tenant = await intune.tokens();
    const state = stack.resources();
    for (const token of declared) {
      expect({ name: token.name, ...standing(token, tenant, state) }).toMatchObject({
        lost: false,
        doubled: false,
        differing: [],
      });
    }
    expect([tenant.length, state.length]).toEqual([declared.length, declared.length]);
    expect(leaksIn(`${output}${stack.stateText()}`)).toEqual([]);
    expect(stack.stateText()).not.toContain("pending_operations");
  }

  async function play({ name, command, declares, at }: Act): Promise<void> {
    output = "";
    const imported = new Map(declared.map((token) => [token.name, token.import]));
    declare(
      Object.entries(declares).map(([token, expires]) => {
        const id = imported.get(token);
        return { name: token, args: args(token, expires), ...(id === undefined ? {} : { import: id }) };
      }),
    );
    let striking: ReturnType<typeof strike> | undefined;
    arm(box, at, () => {
      striking = strike();
      return striking;
    });
    const interrupted = await run(command, "--yes", "--skip-preview");
    // A provider that outlived its engine would go on sending, beside the user's next run.
    expect(await striking).toBe(victim === "engine" && signal === "SIGINT" ? "goes on" : "gone");
    if (command === "destroy") declare(declared.map(({ import: _, ...token }) => token));
    // Nothing in the state tells that the token is gone, so only who looks at the tenant finds it missing.
    const steps = await recover(...(command === "destroy" && providerDied(interrupted) ? ["--refresh"] : []));
    await expectWell();
    report({
      door: door.name,
      operation: name,
      kind: `${signal} of the ${victim}`,
      result: `well again by ${steps.join(", ")}`,
      lost: 0,
      doubled: 0,
      leaked: 0,
    });
  }

  // Each act goes on where the one before has ended.
  test("act by act", async () => {
    await step.each(played)("$name", play);
    await step("and then there is nothing to do", async () => {
      expect(await run("up", "--yes", "--skip-preview", "--expect-no-changes")).toMatchObject({ code: 0 });
    });
  });
});
