import { type Door, dynamicDoor } from "../support/doors";
import type { Intune } from "../support/intune";
import type { Run, Stack } from "../support/pulumi";
import { tokenText } from "../support/tokenText";
import { withTokens } from "../support/withStack";

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
  run(...args: string[]): Promise<Run>;
}

/** What no output may hold: in each token's decoded text. */
export const mark = "MARKED-SECRET";

/** A stage for the tests of the block that calls it, or for each of them. */
export function withStage(per: "block" | "test" = "block", door: Door = dynamicDoor): Stage {
  const { intune, stack, declareTokens } = withTokens("faults", door, { emulator: { faults: true }, per });
  let output = "";
  return {
    intune,
    stack,
    output: () => output,
    declare: (tokens) => declareTokens(...tokens.map(({ name, args, ...options }) => ({ name, args, options }))),
    run: async (...args) => {
      const run = await stack.run([...args, "--yes", "--skip-preview"]);
      output += run.output;
      return run;
    },
  };
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
