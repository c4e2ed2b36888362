import type { PropertyMap } from "../propertyMap";

/**
 * The contract of states: every reserved key that a state, or the inputs beside it, can hold. States outlive versions, so each
 * later version reads what any earlier one wrote. What is frozen keeps its name, its meaning and its encoding for good, even
 * after nothing writes it any more; a new key may be added. Samples that each version has to go on from are in test/states/.
 *
 * Two underscores keep a key out of Pulumi's displays. The engine compares inputs, and never outputs: a key among the inputs
 * shows as a change to it, one among the outputs doesn't.
 *
 * Values with an encoding of their own:
 * - `token` in inputs and outputs is `sha256-<digest> <expiry> <organization>` in place of the secret. The digest is the SHA-256
 *   of the text without white space, in base64url; `elsewhere` stands for it where another token was uploaded than the
 *   program's. Expiry and organization may be missing. Written by ../upload; frozen since 0.1.0. States of 0.1.0-alpha hold the
 *   text itself, as a secret.
 * - `tokenFrom` has `sha256` (hexadecimal, or `uploaded elsewhere`), `expires` and `organization` beside `file` or `env`.
 *   Frozen since 0.1.0.
 * - `lastAppliedDateTime` is an output of this package and no property of Graph. Frozen since 0.1.0.
 */
export const stateKeys = {
  /**
   * Outputs: the names of the declared arguments, joined by commas. A read through the dynamic host is given the state only, and
   * has to give back as inputs what is managed and nothing else. Written by the dynamic door; frozen since 0.1.0-alpha.
   */
  managed: "__managed",
  /**
   * Inputs and outputs: the id of the live entity that was imported in place of creating one. It stays when the program drops
   * the option, because the engine would show that as a change. Written by the dynamic door; frozen since 0.1.0-alpha.
   */
  importId: "__import",
  /** Inputs: what an import would do, told at a preview. Nothing writes it; frozen since 0.1.0-alpha. */
  importNote: "__adoption",
  /**
   * Outputs: `<milliseconds since 1970>.<number>` of an import, by which two resources that have one entity are told apart.
   * Written by the dynamic door; frozen since 0.1.0.
   */
  ownerTag: "__adopted",
  /**
   * Outputs: the names of the arguments that a write left otherwise than declared, joined by commas. A read removes it. Written
   * by ./state; frozen since 0.1.0.
   */
  unsettled: "__unsettled",
  /** Outputs: that somebody changed the entity since the last write. Nothing writes it; frozen since 0.1.0. */
  modified: "__modified",
  /**
   * Outputs: the last token of the entity, encoded as `token`, while the program declares none. Written by ../upload; frozen
   * since 0.1.0.
   */
  lastToken: "__upload",
  /**
   * Outputs: which declared values the service stores in another form: `name:digest,name:digest` with the first 12 characters of
   * the SHA-256 (base64url) of what it showed. Written by ./rewritten; frozen since 0.1.0.
   */
  rewritten: "__rewritten",
  /** Outputs: the GUID of the tenant that the entity was written in, where it was known. Written by ./tenant; frozen since 0.1.0. */
  tenant: "__tenant",
  /** Inputs and outputs: the text that the dynamic host runs to find its provider. Written by the classes of the dynamic door; frozen since 0.1.0-alpha. */
  provider: "__provider",
} as const;

const { managed, importId, importNote, ownerTag, unsettled, modified } = stateKeys;

/** The state with the names of the arguments that a write left otherwise than declared. */
export function withUnsettled(state: PropertyMap, names: readonly string[]): PropertyMap {
  const settled = withoutPast(state);
  return names.length === 0 ? settled : { ...settled, [unsettled]: names.join(",") };
}

export function isUnsettled(state: PropertyMap): boolean {
  return state[unsettled] !== undefined;
}

/** The state without what a read of the entity replaces. */
export function withoutPast(state: PropertyMap): PropertyMap {
  const { [unsettled]: _, [modified]: __, ...rest } = state;
  return rest;
}

/** A state as the dynamic door writes it, taken apart. */
export interface DynamicState {
  /** What the core knows of the entity. */
  readonly state: PropertyMap;
  /** The names of the declared arguments; undefined where the state doesn't say, because this package didn't write it. */
  readonly managed: readonly string[] | undefined;
  readonly importId: string | undefined;
  /** "" where the entity was created. */
  readonly ownerTag: string;
}

export function splitDynamicState(values: PropertyMap): DynamicState {
  const { importId: imported, rest } = splitImportId(values);
  const { [managed]: names, [ownerTag]: tag, ...state } = rest;
  return {
    state,
    managed: typeof names === "string" ? names.split(",").filter((name) => name !== "") : undefined,
    importId: imported,
    ownerTag: typeof tag === "string" ? tag : "",
  };
}

export function joinDynamicState({
  state,
  managed: names,
  importId: imported,
  ownerTag: tag,
}: DynamicState): PropertyMap {
  return {
    ...state,
    ...(names === undefined ? {} : { [managed]: names.join(",") }),
    ...(imported === undefined ? {} : { [importId]: imported }),
    ...(tag === "" ? {} : { [ownerTag]: tag }),
  };
}

/** Inputs, or a state, without the id of the entity that was imported, and without what old versions told of an import. */
export function splitImportId(values: PropertyMap): { importId: string | undefined; rest: PropertyMap } {
  const { [importId]: id, [importNote]: _, ...rest } = values;
  return { importId: typeof id === "string" && id !== "" ? id : undefined, rest };
}

export function withImportId(values: PropertyMap, id: string | undefined): PropertyMap {
  return id === undefined ? values : { ...values, [importId]: id };
}

/** What the classes hand to the check beside the arguments. The check takes it out: no state holds it. */
export const programKey = "__program";

/**
 * The text that Pulumi stores with each resource and runs to find its provider. It must stay short (it is in every
 * resource's state twice, where a double quote takes two bytes) and the same for every resource of a kind (Pulumi
 * evaluates each distinct text once). The host lets it look for packages from the program's folder on, whatever package
 * manager laid them out. It is frozen since 0.1.0-alpha: what it names is a promise.
 */
export function providerCode(definition: string): string {
  return `exports.handler=()=>require('pulumi-intune/provider').provider('${definition}')`;
}
