import type { DeclaredToken, DeployedResource } from "../../provider/run/programRoster";

/** The program loads this module, too, and reads no such file. */
const deployedFile = (): typeof import("./deployedFile") => require("./deployedFile");

/** What a resource's class hands to the check beside the arguments. */
export interface ProgramContext {
  /** The resource's name in the program. */
  readonly name: string;
  /** Its number among the resources that hold a token: components may hold several of one name. */
  readonly index?: number;
  /** How many resources that hold a token the program declares, as far as it has come. */
  readonly tokens: number;
  readonly preview: boolean;
  /** The tokens that the program declares, as far as it knows them when it declares its resources. */
  readonly declared?: readonly DeclaredToken[] | undefined;
  /** The resources that the engine has answered the program for, as far as this one may need to know of them. */
  readonly deployed?: (() => readonly DeployedResource[]) | undefined;
}

/** The context as the check is given it; undefined where it is missing, as with `ignoreChanges: ["*"]`. */
export function readProgramContext(given: unknown): ProgramContext | undefined {
  if (typeof given !== "object" || given === null) return undefined;
  const { name, index, tokens, preview, declared, deployed } = given as Partial<Record<keyof ProgramContext, unknown>>;
  return {
    name: String(name),
    index: Number(index),
    tokens: Number(tokens),
    preview: preview === true,
    declared: readDeclared(declared),
    deployed: typeof deployed === "string" ? () => deployedFile().readDeployed(deployed) : undefined,
  };
}

const digestLength = 12;

/** Programs of more tokens tell none: each resource brings the tokens of all. */
const mostDeclared = 250;

/** Tokens as one short string; those of which nothing is known are left out. */
export function writeDeclared(
  tokens: readonly { readonly name: string; readonly index: number; readonly fingerprint?: string }[],
): string {
  if (tokens.length > mostDeclared) return "";
  return tokens
    .flatMap(({ name, index, fingerprint }) =>
      fingerprint === undefined ? [] : [`${index} ${fingerprint.slice(0, digestLength)} ${name}`],
    )
    .join("\n");
}

export function readDeclared(text: unknown): DeclaredToken[] {
  if (typeof text !== "string") return [];
  return text.split("\n").flatMap((line) => {
    const [found, index, digest = "", name = ""] = /^(\d+) ([0-9a-f]{12}) (.*)$/.exec(line) ?? [];
    return found === undefined ? [] : [{ index: Number(index), digest, name }];
  });
}
