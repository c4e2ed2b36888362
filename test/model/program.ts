import type { Goal } from "./checkpoint";
import { registered, type Values } from "./core";
import type { Args, ProgramStep } from "./scenario";
import type { LiveEntity } from "./tenant";
import { type Location, lastGeneration, locationNames, type TokenRef, textOf } from "./tokens";

/** A token that the program declares. */
export interface Declared {
  readonly name: string;
  readonly args: Args;
  readonly token?: TokenRef | undefined;
  /** The token that was taken out of the program. */
  readonly spare?: TokenRef | undefined;
  readonly import?: string | undefined;
  readonly aliases: readonly string[];
  readonly skipTokenChecks?: true;
  /** The resource option, for every property. */
  readonly replaceOnChanges?: boolean;
}

export interface Program {
  readonly resources: readonly Declared[];
  /** How many names were given so far. */
  readonly names: number;
}

export const emptyProgram: Program = { resources: [], names: 0 };

/** What the program's author can see. */
export interface Sight {
  readonly live: readonly LiveEntity[];
  /** Those that the stack has nothing to do with. */
  readonly strangers: readonly LiveEntity[];
}

/** What the program registers with the engine. */
export function goalsOf({ resources }: Program, replaced: number | undefined, isPreview: boolean): Goal[] {
  const tokens = resources.length;
  const index = replaced === undefined || resources.length === 0 ? -1 : replaced % resources.length;
  return resources.map((resource, at) => {
    const { name, args, token, import: id, aliases, skipTokenChecks, replaceOnChanges = false } = resource;
    const set = Object.fromEntries(Object.entries(args).filter(([, value]) => value !== null));
    const all: Values = { ...set, ...(token && { token: textOf(token) }), ...(skipTokenChecks && { skipTokenChecks }) };
    const replacement = { replace: at === index, replaceOnChanges, deleteBeforeReplace: id === undefined };
    return {
      name,
      inputs: registered(all, id),
      aliases,
      program: { name, tokens, preview: isPreview },
      ...replacement,
    };
  });
}

/** The program after its author's step; the same program where the step has nothing to work on. */
export function changed(program: Program, step: ProgramStep, { live, strangers }: Sight): Program {
  const { resources } = program;
  const at = (which: number) => (resources.length === 0 ? undefined : resources[which % resources.length]);
  switch (step.do) {
    case "declare": {
      const location = freeLocation(step.location, program, live);
      if (location === undefined) return program;
      return withNew(program, { args: step.args, token: { location, generation: 0 } });
    }
    case "declare the portal's": {
      const entity = pick(strangers, step.which);
      return entity ? withNew(program, { args: step.args, token: entity.token }) : program;
    }
    case "import": {
      const entity = pick(strangers, step.which);
      if (entity === undefined || resources.some(({ import: id }) => id?.toLowerCase() === entity.id)) return program;
      const id = step.capitals ? entity.id.toUpperCase() : entity.id;
      const live = { "the live one": 0, "a newer one": 1, none: undefined }[step.token];
      const token = live === undefined ? undefined : later(entity.token, live);
      return withNew(program, { args: step.args, import: id, token });
    }
    case "swap": {
      const [one, other] = [at(step.which), at(step.other)];
      if (!one || !other || one === other) return program;
      return withChanged(withChanged(program, one.name, { token: other.token }), other.name, { token: one.token });
    }
  }
  const one = at(step.which);
  if (one === undefined) return program;
  switch (step.do) {
    case "remove":
      return without(program, one.name);
    case "rename": {
      const name = `token-${program.names + 1}`;
      const renamed = withChanged(program, one.name, { name, aliases: step.alias ? [one.name, ...one.aliases] : [] });
      return { ...renamed, names: program.names + 1 };
    }
    case "set": {
      const { [step.property]: _, ...rest } = one.args;
      const args = step.value === undefined ? rest : { ...rest, [step.property]: step.value };
      return withChanged(program, one.name, { args });
    }
    case "replace on changes":
      return withChanged(program, one.name, { replaceOnChanges: !one.replaceOnChanges });
    case "renew":
      return one.token ? withChanged(program, one.name, { token: later(one.token, step.by) }) : program;
    case "take the token out":
      return one.token ? withChanged(program, one.name, { token: undefined, spare: one.token }) : program;
    case "put the token back":
      if (one.token || !one.spare) return program;
      return withChanged(program, one.name, { token: later(one.spare, step.by), spare: undefined });
  }
}

export function withChanged(program: Program, name: string, change: Partial<Declared>): Program {
  const resources = program.resources.map((one) => (one.name === name ? { ...one, ...change } : one));
  return { ...program, resources };
}

export function without(program: Program, name: string): Program {
  return { ...program, resources: program.resources.filter((one) => one.name !== name) };
}

/** A location of which no token is declared and none is live. */
export function freeLocation(
  wanted: number,
  { resources }: Program,
  live: readonly LiveEntity[],
): Location | undefined {
  const used = new Set([
    ...resources.flatMap(({ token, spare }) => [token?.location, spare?.location]),
    ...live.map(({ token }) => token.location),
  ]);
  const from = wanted % locationNames.length;
  return [...locationNames.slice(from), ...locationNames].find((location) => !used.has(location));
}

export const pick = <T>(all: readonly T[], which: number): T | undefined =>
  all.length === 0 ? undefined : all[which % all.length];

export function later({ location, generation }: TokenRef, by: number): TokenRef {
  return { location, generation: Math.min(lastGeneration, Math.max(0, generation + by)) };
}

function withNew({ resources, names }: Program, more: Omit<Declared, "name" | "aliases">): Program {
  return { resources: [...resources, { name: `token-${names + 1}`, aliases: [], ...more }], names: names + 1 };
}
