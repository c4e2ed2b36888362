import { yamlProgram, yamlToken } from "./yamlProgram";

type Values = Readonly<Record<string, unknown>>;

/** A token that a program declares. */
export interface Declared {
  readonly name: string;
  readonly args: Values;
  /** The resource options. */
  readonly options?: Values;
}

/** A way for a program to reach the provider. */
export interface Door {
  readonly name: string;
  /** The files of a program that declares these tokens, in this order. */
  files(project: string, tokens: readonly Declared[]): Record<string, string>;
  /** The command line of the process in which the provider lives. */
  readonly provider: RegExp;
}

const program = `
  const intune = require("pulumi-intune");
  for (const { name, args, options } of require("./tokens.json")) new intune.VppToken(name, args, options);
`;

export const dynamicDoor: Door = {
  name: "dynamic provider",
  files: (project, tokens) => ({
    "Pulumi.yaml": `name: ${project}\nruntime: nodejs\n`,
    "package.json": "{}",
    "index.js": program,
    "tokens.json": JSON.stringify(tokens),
  }),
  provider: /dynamic-provider/,
};

export const nativeDoor: Door = {
  name: "native plugin",
  files: (project, tokens) =>
    yamlProgram(project, {
      resources: Object.fromEntries(tokens.map(({ name, args, options }) => [name, yamlToken(args, options)])),
    }),
  provider: /pulumi-resource-intune/,
};
