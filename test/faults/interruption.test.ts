import { type Interrupter, type Moment, startInterrupter } from "../support/interrupter";
import { type Intune, startIntune } from "../support/intune";
import { descendants, ended, engine, providerOf, runs } from "../support/processes";
import { type Run, Stack } from "../support/pulumi";
import { remedies } from "./recovery";
import { report } from "./report";
import { args, type Declared } from "./stage";
import { leaksIn, standing } from "./verdict";

type Victim = "engine" | "provider";
type Signal = "SIGINT" | "SIGKILL";

interface Act {
  readonly name: string;
  readonly command: "up" | "refresh" | "destroy";
  /** The declared tokens, and when each expires. */
  readonly declares: Readonly<Record<string, string>>;
  readonly at: Moment;
}

const [one, two] = ["2097-05-01T10:00:00-0700", "2098-05-01T10:00:00-0700"];
const all = { a: one, b: one, c: one };
const renewed = { ...all, b: two };
/** Each goes on where the one before has ended. */
const acts: readonly Act[] = [
  { name: "up, at the list", command: "up", declares: { a: one }, at: { method: "GET", nth: 1, when: "before" } },
  {
    name: "up, before a POST",
    command: "up",
    declares: { a: one, b: one },
    at: { method: "POST", nth: 1, when: "before" },
  },
  { name: "up, after a POST", command: "up", declares: all, at: { method: "POST", nth: 1, when: "after" } },
  { name: "renew, after the PATCH", command: "up", declares: renewed, at: { method: "PATCH", nth: 1, when: "after" } },
  { name: "refresh, at a GET", command: "refresh", declares: renewed, at: { method: "GET", nth: 1, when: "before" } },
  {
    name: "destroy, after a DELETE",
    command: "destroy",
    declares: renewed,
    at: { method: "DELETE", nth: 1, when: "after" },
  },
];

const program = `
  const intune = require("pulumi-intune");
  for (const { name, args, ...options } of require("./tokens.json")) new intune.VppToken(name, args, options);
`;
const files = {
  "Pulumi.yaml": "name: faults\nruntime: nodejs\n",
  "package.json": "{}",
  "index.js": program,
  "tokens.json": "[]",
};

/** Neither signal lets a provider finish what it does, so one of them is tried at the decisive moments only. */
const decisive = acts.filter(({ at }) => at.when === "after");

describe.each<[Signal, Victim, readonly Act[]]>([
  ["SIGINT", "engine", acts],
  ["SIGKILL", "engine", acts],
  ["SIGINT", "provider", decisive],
  ["SIGKILL", "provider", acts],
])("after a %s of the %s nothing is lost or doubled", (signal, victim, played) => {
  let intune: Intune;
  let way: Interrupter;
  let stack: Stack;
  /** What an engine that was killed leaves running. */
  let orphans: number[] = [];
  let outlived = false;
  let declared: readonly Declared[] = [];
  let output = "";

  beforeAll(async () => {
    intune = await startIntune();
    way = await startInterrupter(intune.url);
    stack = await Stack.create(files, { ...intune.variables, INTUNE_GRAPH_ENDPOINT: way.url });
  });
  afterAll(async () => {
    stack?.remove();
    await way?.close();
    await intune?.close();
  });
  afterEach(() => {
    for (const pid of orphans.filter(runs)) process.kill(pid, "SIGKILL");
    orphans = [];
  });

  function declare(tokens: readonly Declared[]): void {
    declared = tokens;
    stack.write({ "tokens.json": JSON.stringify(tokens) });
  }

  async function run(...command: readonly string[]): Promise<Run> {
    const ran = await stack.run(command);
    output += ran.output;
    return ran;
  }

  async function strike(): Promise<"goes on" | "gone"> {
    const hit = engine();
    const provider = providerOf(hit);
    orphans = descendants(hit);
    process.kill(victim === "engine" ? hit : provider, signal);
    // An engine that is asked to stop waits for what its provider does.
    if (victim === "engine" && signal === "SIGINT") return "goes on";
    outlived = !(await ended(provider));
    return outlived ? "goes on" : "gone";
  }

  /** Runs `up` until it ends well, doing what each run asks for. @returns What it took. */
  async function recover(): Promise<string[]> {
    const steps: string[] = [];
    for (let attempt = 1; attempt <= 5; attempt++) {
      const ran = await run("up", "--yes", "--skip-preview");
      steps.push("up");
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
    const { value } = await intune.send("GET", "/vppTokens");
    const tenant = value as Readonly<Record<string, unknown>>[];
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

  test.each(played.map((act) => [act.name, act] as const))("%s", async (name, { command, declares, at }) => {
    output = "";
    const imported = new Map(declared.map((token) => [token.name, token.import]));
    declare(
      Object.entries(declares).map(([token, expires]) => {
        const id = imported.get(token);
        return { name: token, args: args(token, expires), ...(id === undefined ? {} : { import: id }) };
      }),
    );
    way.arm(at, strike);
    await run(command, "--yes", "--skip-preview");
    // A provider without an engine would go on sending, beside the user's next run.
    expect({ struck: way.struck, outlived }).toEqual({ struck: true, outlived: false });
    if (command === "destroy") declare(declared.map(({ import: _, ...token }) => token));
    const steps = await recover();
    await expectWell();
    report({
      operation: name,
      kind: `${signal} of the ${victim}`,
      result: `well again by ${steps.join(", ")}`,
      lost: 0,
      doubled: 0,
      leaked: 0,
    });
  });

  test("and then there is nothing to do", async () => {
    expect(await run("up", "--yes", "--skip-preview", "--expect-no-changes")).toMatchObject({ code: 0 });
  });
});
