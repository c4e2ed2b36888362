import { type Declared, type Door, dynamicDoor } from "./doors";
import { type Intune, startIntune } from "./intune";
import { later } from "./later";
import { type Middlebox, startMiddlebox } from "./middlebox";
import { Stack } from "./pulumi";

/** A program's files by their names, or the name of a folder under examples/. */
type Program = Readonly<Record<string, string>> | string;

/** What a provider needs to be told to reach Intune: its address, and the variables that lead there. */
type Way = Pick<Intune, "url" | "variables">;
type EmulatorOptions = Parameters<typeof startIntune>[0];

interface IntuneSetting {
  /** A function is called when the emulator starts. */
  readonly emulator?: EmulatorOptions | (() => EmulatorOptions);
  /** Environment variables for the CLI, the program and the provider: by default those that lead to the emulator. */
  readonly variables?: (way: Way) => Record<string, string>;
  /** Whether the way to Intune leads through a middlebox: by default it doesn't, and there is no `box`. */
  readonly box?: boolean;
  /** What opens and ends it: by default the block. */
  readonly per?: "block" | "test";
}

interface Setting extends IntuneSetting {
  /** What the program's user sets. */
  readonly configuration?: Record<string, string>;
  /** The keys of the configuration that are secrets: by default the token's. */
  readonly secrets?: readonly string[];
  /** Whether the program finds this clone without an install: it does by default. */
  readonly link?: boolean;
}

/** What a local Intune is for the tests of a block. */
interface WithIntune {
  readonly intune: Intune;
  readonly box: Middlebox;
  /** Opens a stack that is removed in the end. */
  open(program: Program, options?: Parameters<typeof Stack.create>[2]): Promise<Stack>;
}

/** What a stack is for the tests of a block. */
interface WithStack extends WithIntune {
  /** The stack: `up()`, `refresh()`, `drift()` … */
  readonly stack: Stack;
  /** Makes a `tokenProgram` declare these tokens, in this order. */
  declareTokens(...tokens: readonly Declared[]): void;
  /** The live entity of the resource with that name. */
  live(name: string): Promise<Readonly<Record<string, unknown>> | undefined>;
}

/** A program that declares the tokens that `declareTokens` names; none at first. */
export function tokenProgram(project: string): Program {
  return dynamicDoor.files(project, []);
}

/** The same for a program that reaches the provider through this door. */
export function withTokens(project: string, door: Door, setting: Setting = {}): WithStack {
  const opened = withStack(door.files(project, []), { link: door === dynamicDoor, ...setting });
  return { ...opened, declareTokens: (...tokens) => opened.stack.write(door.files(project, tokens)) };
}

/**
 * A local Intune for the tests of the `describe` block (or file) that calls it, and any number of stacks of the real CLI.
 * It is there from `beforeAll` on, and in the end it is closed and the stacks removed.
 */
export function withIntune(setting: IntuneSetting = {}): WithIntune {
  const { emulator, variables = ({ variables }) => variables, box: hasBox = false, per = "block" } = setting;
  let intune: Intune | undefined;
  let box: Middlebox | undefined;
  const stacks: Stack[] = [];

  const [open, end] = per === "block" ? [beforeAll, afterAll] : [beforeEach, afterEach];
  open(async () => {
    intune = await startIntune(typeof emulator === "function" ? emulator() : emulator);
    if (hasBox) box = await startMiddlebox(intune.url);
  });
  end(async () => {
    for (const stack of stacks.splice(0)) stack.remove();
    await box?.close();
    await intune?.close();
    intune = box = undefined;
  });

  return {
    intune: later(() => intune),
    box: later(() => box),
    open: async (program, options) => {
      if (!intune) throw new Error("a stack is opened before there is an Intune");
      const url = (box ?? intune).url;
      const way = { url, variables: { ...intune.variables, INTUNE_GRAPH_ENDPOINT: url } };
      const stack = await Stack.create(typeof program === "string" ? program : { ...program }, variables(way), options);
      stacks.push(stack);
      return stack;
    },
  };
}

/**
 * A stack of the real CLI with a local Intune of its own, for the tests of the `describe` block (or file) that calls it.
 * Both are there from `beforeAll` on and are removed in the end.
 *
 * @param program The program. A function is called in `beforeAll`, for one that isn't known before.
 */
export function withStack(program: Program | (() => Program), setting: Setting = {}): WithStack {
  const { configuration = {}, secrets = ["vppToken"], link, per = "block" } = setting;
  const { intune, box, open } = withIntune(setting);
  let opened: Stack | undefined;

  const start = per === "block" ? beforeAll : beforeEach;
  start(async () => {
    const files = typeof program === "function" ? program() : program;
    opened = await open(files, link === undefined ? {} : { link });
    await opened.configure(configuration, secrets);
  });

  const stack = later(() => opened);
  return {
    stack,
    intune,
    box,
    open,
    declareTokens: (...tokens) => stack.write({ "tokens.json": JSON.stringify(tokens) }),
    live: async (name) => {
      const id = stack.idOf(name);
      return (await intune.tokens()).find((entity) => entity.id === id);
    },
  };
}
