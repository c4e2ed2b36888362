import { type Intune, startIntune } from "./intune";
import { Stack } from "./pulumi";

/** A program's files by their names, or the name of a folder under examples/. */
type Program = Readonly<Record<string, string>> | string;

interface Setting {
  readonly emulator?: Parameters<typeof startIntune>[0];
  /** Environment variables for the CLI, the program and the provider: by default those that lead to the emulator. */
  readonly variables?: (intune: Intune) => Record<string, string>;
  /** What the program's user sets. */
  readonly configuration?: Record<string, string>;
  /** The keys of the configuration that are secrets: by default the token's. */
  readonly secrets?: readonly string[];
  /** Whether the program finds this clone without an install: it does by default. */
  readonly link?: boolean;
}

/**
 * A stack of the real CLI with a local Intune of its own, for the tests of the `describe` block (or file) that calls it.
 * Both are there from `beforeAll` on and are removed in the end.
 *
 * @param program The program. A function is called in `beforeAll`, for one that isn't known before.
 */
export function withStack(program: Program | (() => Program), setting: Setting = {}) {
  const {
    emulator,
    variables = ({ variables }) => variables,
    configuration = {},
    secrets = ["vppToken"],
    link,
  } = setting;
  let opened: { readonly intune: Intune; readonly stack?: Stack } | undefined;

  beforeAll(async () => {
    const intune = await startIntune(emulator);
    opened = { intune };
    const files = typeof program === "function" ? program() : program;
    const options = link === undefined ? {} : { link };
    const stack = await Stack.create(typeof files === "string" ? files : { ...files }, variables(intune), options);
    opened = { intune, stack };
    await stack.configure(configuration, secrets);
  });
  afterAll(async () => {
    opened?.stack?.remove();
    await opened?.intune.close();
  });

  return { stack: later(() => opened?.stack), intune: later(() => opened?.intune) };
}

/** Stands for what only `beforeAll` makes, so that a test can name it where it is declared. */
function later<T extends object>(get: () => T | undefined): T {
  return new Proxy({} as T, {
    get(_, key) {
      const made = get();
      if (!made) throw new Error(`${String(key)} is read before beforeAll has opened the stack`);
      const value: unknown = Reflect.get(made, key);
      return typeof value === "function" ? value.bind(made) : value;
    },
  });
}
