import { isDeepStrictEqual } from "node:util";
import type { ReadSource } from "../../apple/tokenSource";
import type { ApiVersion, EntityDefinition } from "../../definitions/entity";
import type { CheckFailure } from "../handler";
import { isUnknown, type PropertyMap } from "../propertyMap";
import { betaOnlyArguments, versionFor } from "./apiVersion";
import { checkArgument } from "./arguments";
import { checkPathParameters } from "./destination";
import { checkUpload } from "./token";

/** What a check needs in addition to the arguments. */
export interface CheckOptions {
  /** The arguments of the last deployment; undefined when the resource doesn't exist yet. */
  readonly oldInputs: PropertyMap | undefined;
  /** Whether a live entity is imported, so that none is created. */
  readonly isImport: boolean;
  /** The version of Graph that the configuration asks for. */
  readonly configuredVersion?: ApiVersion | undefined;
  readonly now: Date;
  readonly readSource: ReadSource;
}

/**
 * Validates what a program declares, before anything is sent. Values that aren't known yet are passed over. No reason
 * quotes a value, since any of them may be a secret.
 */
export function check(
  definition: EntityDefinition,
  newInputs: PropertyMap,
  options: CheckOptions,
): { inputs: PropertyMap; failures: CheckFailure[] } {
  const given = withoutUnset(newInputs);
  const ofOneArgument = Object.entries(given)
    .filter(([name, value]) => !isNoted(definition, name, value, options))
    .flatMap(([name, value]) => checkArgument(definition, name, value));
  const failed = new Set(ofOneArgument.map((failure) => failure.property));
  const uploaded = checkUpload(definition, given, options.oldInputs, options.now, options.readSource);
  const ofAll = [
    ...checkPathParameters(definition, given, options.oldInputs),
    ...checkNeeded(definition, given, options),
    ...checkVersion(definition, given, options),
    ...uploaded.failures,
  ].filter((failure) => !failed.has(failure.property));
  return { inputs: uploaded.inputs, failures: [...ofOneArgument, ...ofAll] };
}

/** Whether it is the stored form of the last source, which the engine passes with `ignoreChanges`. */
function isNoted({ upload }: EntityDefinition, name: string, value: unknown, { oldInputs }: CheckOptions): boolean {
  return name === upload.source && isDeepStrictEqual(value, oldInputs?.[name]);
}

/** Null says what leaving an argument out says: not managed. */
function withoutUnset(newInputs: PropertyMap): PropertyMap {
  return Object.fromEntries(Object.entries(newInputs).filter(([, value]) => value !== undefined && value !== null));
}

function checkNeeded(definition: EntityDefinition, inputs: PropertyMap, options: CheckOptions): CheckFailure[] {
  return options.oldInputs || options.isImport ? [] : missingArguments(definition, inputs);
}

/** The arguments that a create needs and that aren't declared. */
export function missingArguments(definition: EntityDefinition, inputs: PropertyMap): CheckFailure[] {
  const { upload, label } = definition;
  if (inputs[upload.source] !== undefined) return [];
  return Object.entries(definition.properties)
    .filter(([name, row]) => row.requiredOnCreate && inputs[name] === undefined)
    .map(([property]) => ({ property, reason: `is needed to create a ${label}: declare it` }));
}

function checkVersion(definition: EntityDefinition, inputs: PropertyMap, options: CheckOptions): CheckFailure[] {
  if (isUnknown(inputs.apiVersion)) return [];
  if (versionFor(definition, inputs, options.configuredVersion) !== "v1.0") return [];
  return betaOnlyArguments(definition, inputs).map((property) => ({
    property,
    reason:
      "is not in Graph's v1.0, which apiVersion asks for (as an argument or in the configuration): " +
      'remove the property, remove apiVersion, or set it to "beta"',
  }));
}
