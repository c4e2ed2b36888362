import type { Checkpoint, StepReport } from "./checkpoint";
import { type Declared, type Program, withChanged, without } from "./program";
import type { LiveEntity } from "./tenant";
import { sameToken } from "./tokens";

/** What a person does after a failure: changes the program, runs another command, or runs the same again. */
export type Remedy = { readonly program: Program } | "refresh" | "again" | undefined;

export interface Situation {
  readonly program: Program;
  readonly state: Checkpoint;
  readonly live: readonly LiveEntity[];
}

/**
 * What the message of a failed step asks a person to do, by the few words in it that don't change; undefined where it
 * asks for nothing that is of use.
 */
export function remedyFor({ name: failed, error = "" }: StepReport, situation: Situation): Remedy {
  const { program, state, live } = situation;
  // What is found out late is told with whichever resource comes last.
  const name = /The resource "([^"]+)" was refused/.exec(error)?.[1] ?? failed;
  const resource = program.resources.find((one) => one.name === name);
  const known = [name, ...(resource?.aliases ?? [])].map((one) => state.get(one)).find((one) => one !== undefined);
  const own = live.find(({ id }) => id === known?.id.toLowerCase());
  // Its entity is gone, which a person sees in the portal.
  const isNotFound = known !== undefined && !known.pendingReplacement && own === undefined;
  if (/no longer in Intune|run `?pulumi refresh/.test(error)) return "refresh";
  if (resource === undefined) return undefined;
  const change = (to: Partial<Declared>): Remedy => ({ program: withChanged(program, name, to) });

  const likelier = /seems to be the one that the resource "([^"]+)" declares/.exec(error)?.[1];
  if (likelier !== undefined) return ascribing(error, [name, likelier], situation);
  if (asksForImport(error)) return importing(error, resource, situation);
  if (/`import` names/.test(error))
    return own || resource.token ? change({ import: undefined }) : { program: without(program, name) };
  if (/already manages this/.test(error) && own === undefined) return { program: without(program, name) };
  const exchanged = /resources "([^"]+)" and "([^"]+)" would exchange/.exec(error)?.slice(1);
  if (exchanged?.some((one) => state.has(one))) return puttingBack(exchanged, situation);
  if (/another resource|would exchange/i.test(error)) return undoubling(error, resource, situation);
  if (/reports its state as/.test(error)) {
    const isTwice = live.some(({ id, token }) => id !== own?.id && sameToken(token, resource.token));
    return isTwice ? { program: without(program, name) } : "again";
  }
  if (/skipTokenChecks|expires earlier|another organi[sz]ation/.test(error)) {
    // "Put the current one in its place": a person looks in the portal which one that is.
    const imported = live.find(({ id }) => id === resource.import?.toLowerCase());
    const current = own ?? imported;
    if (current && !sameToken(current.token, resource.token)) return change({ token: current.token });
    if (isNotFound) return "refresh";
    // Another token of the same second is in the way, which a person sees in the portal.
    const named = live.filter(({ id }) => id !== own?.id && error.toLowerCase().includes(id));
    const isMistaken = named.length > 0 && !named.some(({ token }) => sameToken(token, resource.token));
    if (isMistaken && !resource.skipTokenChecks) return change({ skipTokenChecks: true });
    // What was deleted to be replaced has no token any more.
    return known?.pendingReplacement && !resource.skipTokenChecks ? change({ skipTokenChecks: true }) : undefined;
  }
  if (/is needed to create/.test(error)) {
    if (resource.spare) return change({ token: resource.spare, spare: undefined });
    return { program: without(program, name) };
  }
  return undefined;
}

/** Declares for each of these resources the token that its entity has, and removes a new one. */
function puttingBack(names: readonly string[], { program, state, live }: Situation): Remedy {
  const tokenOf = (name: string) => live.find(({ id }) => id === state.get(name)?.id.toLowerCase())?.token;
  const back = names.reduce((now, name) => {
    const token = tokenOf(name);
    if (token) return withChanged(now, name, { token });
    return state.has(name) ? now : without(now, name);
  }, program);
  return names.every((name) => tokenOf(name) === undefined) ? "refresh" : { program: back };
}

/** Failures that may be over at the next attempt. */
export const mayPass = (error: string) =>
  /Microsoft Graph answered|no answer|(may|might) have been created|not known|throttl/i.test(error);

const asksForImport = (error: string) => /`import: "|option `import` with/.test(error);

/**
 * Does about the entity that the message names what a person sees is right: imports it, if it holds the declared token
 * and is nobody's; adds an alias, if it belonged to the resource under its old name; and skips the checks, if it holds
 * another token.
 */
function importing(error: string, resource: Declared, situation: Situation): Remedy {
  const { program, state, live } = situation;
  const change = (to: Partial<Declared>): Remedy => ({ program: withChanged(program, resource.name, to) });
  const named = live.filter(({ id }) => error.toLowerCase().includes(id));
  const semanticEquals = named.find(({ token }) => sameToken(token, resource.token));
  if (semanticEquals) {
    const owner = [...state].find(([, { id }]) => id.toLowerCase() === semanticEquals.id)?.[0];
    if (owner === undefined) return change({ import: semanticEquals.id });
    // Only a replacement is in its own way.
    if (owner === resource.name) return error.includes("--skip-preview") ? "again" : undefined;
    if (program.resources.some(({ name }) => name === owner)) return undoubling(error, resource, situation);
    // A replacement that was cut short is in the state, so it can't be a renamed resource.
    if (state.has(resource.name)) return change({ import: semanticEquals.id });
    return change({ aliases: [owner, ...resource.aliases] });
  }
  // What was in the way is gone by now.
  if (named.length === 0) return "again";
  return resource.skipTokenChecks ? undefined : change({ skipTokenChecks: true });
}

/** Imports the entity that the message names in the one of these resources whose token it holds, or skips the checks of the first. */
function ascribing(error: string, names: readonly [string, string], { program, live }: Situation): Remedy {
  const named = live.find(({ id }) => error.toLowerCase().includes(id));
  if (named === undefined) return "again";
  const owner = program.resources.find((one) => names.includes(one.name) && sameToken(one.token, named.token));
  if (owner) return { program: withChanged(program, owner.name, { import: named.id }) };
  return { program: withChanged(program, names[0], { skipTokenChecks: true }) };
}

/** Declares a token once that is declared twice: each resource that lives keeps the token that its entity has. */
function undoubling(error: string, resource: Declared, { program, state, live }: Situation): Remedy {
  const idOf = (one: Declared) => {
    const known = [one.name, ...one.aliases].map((name) => state.get(name)).find((each) => each !== undefined);
    return (known?.id ?? one.import)?.toLowerCase();
  };
  const tokenOf = (one: Declared) => live.find(({ id }) => id === idOf(one))?.token;
  const rivals = program.resources.filter(
    (one) =>
      one.name !== resource.name && (sameToken(one.token, resource.token) || sameToken(tokenOf(one), resource.token)),
  );
  if (resource.token === undefined) return undefined;
  if (rivals.length === 0) {
    // It is another token of the same second, which only a person can see.
    const maySkip = /skipTokenChecks/.test(error) && !resource.skipTokenChecks;
    // Or the other one has another token by now.
    return maySkip ? { program: withChanged(program, resource.name, { skipTokenChecks: true }) } : "again";
  }
  const involved = [resource, ...rivals];
  if (involved.every((one) => tokenOf(one) === undefined)) return { program: without(program, resource.name) };
  return {
    program: involved.reduce((now, one) => {
      const token = tokenOf(one);
      if (token) return withChanged(now, one.name, { token });
      return sameToken(one.token, resource.token) ? without(now, one.name) : now;
    }, program),
  };
}
