import { type Door, dynamicDoor } from "../support/doors";
import { type Intune, startIntune } from "../support/intune";
import { type Run, Stack } from "../support/pulumi";
import { tokenText } from "../support/tokenText";
import type { Fault } from "./faultCase";

/** A token that the program declares. */
export interface Declared {
  /** The resource's name; its Apple ID begins with it. */
  readonly name: string;
  readonly args: Readonly<Record<string, unknown>>;
  readonly import?: string;
}

/** One emulator that fails as it is told, and one stack whose program declares tokens. */
export interface Stage {
  readonly intune: Intune;
  readonly stack: Stack;
  /** Everything that the CLI has written so far. */
  output(): string;
  declare(tokens: readonly Declared[]): void;
  fail(rules: readonly Fault[]): Promise<void>;
  /** Ends all faults. */
  heal(): Promise<void>;
  run(...args: string[]): Promise<Run>;
  tenant(): Promise<readonly Readonly<Record<string, unknown>>[]>;
  close(): Promise<void>;
}

/** What no output may hold: in each token's decoded text. */
export const mark = "MARKED-SECRET";

export async function startStage(door: Door = dynamicDoor): Promise<Stage> {
  const intune = await startIntune({ faults: true });
  const stack = await Stack.create(filesOf(door, []), intune.variables).catch(async (error) => {
    await intune.close();
    throw error;
  });
  const control = async (method: string, body?: string) => {
    const answer = await fetch(`${intune.url}/emulator/faults`, { method, ...(body === undefined ? {} : { body }) });
    if (!answer.ok) throw new Error(await answer.text());
  };
  let output = "";
  return {
    intune,
    stack,
    output: () => output,
    declare: (tokens) => stack.write(filesOf(door, tokens)),
    fail: (rules) => (rules.length === 0 ? Promise.resolve() : control("POST", JSON.stringify(rules))),
    heal: () => control("DELETE"),
    run: async (...args) => {
      const run = await stack.run([...args, "--yes", "--skip-preview"]);
      output += run.output;
      return run;
    },
    tenant: async () => {
      const { value } = await intune.send("GET", "/vppTokens?$top=500");
      return Array.isArray(value) ? value : [];
    },
    close: async () => {
      stack.remove();
      await intune.close();
    },
  };
}

/** The files of a program that declares these tokens. */
export function filesOf(door: Door, tokens: readonly Declared[]): Record<string, string> {
  return door.files(
    "faults",
    tokens.map(({ name, args, ...options }) => ({ name, args, options })),
  );
}

/** The arguments of a token with that name. */
export function args(name: string, expires = "2098-05-01T10:00:00-0700"): Readonly<Record<string, unknown>> {
  return {
    token: tokenText({ token: `${mark}-${name}-${expires}`, expDate: expires }),
    appleId: `${name}@contoso.example`,
    countryOrRegion: "gb",
    automaticallyUpdateApps: false,
  };
}
