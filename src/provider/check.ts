import { parseVppToken } from "../apple/vppTokenFile";
import type { ApiVersion, EntityDefinition } from "../definitions/entity";
import { checkArgument } from "./checkArgument";
import type { Failure } from "./life";
import { isUnknown, type Plain } from "./plain";
import { same } from "./same";
import { betaOnlyArguments, versionFor } from "./version";

/** What a check is told besides the arguments. */
export interface CheckContext {
  /** The arguments of the last deployment; undefined when the resource doesn't exist yet. */
  readonly before: Plain | undefined;
  /** The version of Graph that the configuration asks for. */
  readonly configuredVersion?: ApiVersion | undefined;
  readonly now: Date;
}

/**
 * Validates what a program declares, before anything is sent. Values that aren't known yet are passed over. No reason
 * quotes a value, since any of them may be a secret.
 */
export function check(
  definition: EntityDefinition,
  declared: Plain,
  context: CheckContext,
): { inputs: Plain; failures: Failure[] } {
  const inputs = withoutUnset(declared);
  const ofOneArgument = Object.entries(inputs).flatMap(([name, value]) => checkArgument(definition, name, value));
  const failed = new Set(ofOneArgument.map((failure) => failure.property));
  const ofAll = [
    ...checkNeeded(definition, inputs, context),
    ...checkVersion(definition, inputs, context),
    ...checkUploads(definition, inputs, context),
  ].filter((failure) => !failed.has(failure.property));
  return { inputs, failures: [...ofOneArgument, ...ofAll] };
}

/** Null says what leaving an argument out says: not managed. */
function withoutUnset(declared: Plain): Plain {
  return Object.fromEntries(Object.entries(declared).filter(([, value]) => value !== undefined && value !== null));
}

function checkNeeded(definition: EntityDefinition, inputs: Plain, context: CheckContext): Failure[] {
  if (context.before) return [];
  return Object.entries(definition.properties)
    .filter(([name, row]) => row.neededToCreate && inputs[name] === undefined)
    .map(([property]) => ({ property, reason: `is needed to create a ${definition.label}: declare it` }));
}

function checkVersion(definition: EntityDefinition, inputs: Plain, context: CheckContext): Failure[] {
  if (isUnknown(inputs.apiVersion)) return [];
  if (versionFor(definition, inputs, context.configuredVersion) !== "v1.0") return [];
  return betaOnlyArguments(definition, inputs).map((property) => ({
    property,
    reason:
      "is not in Graph's v1.0, which apiVersion asks for (as an argument or in the configuration): " +
      'remove the property, or leave apiVersion out or set it to "beta"',
  }));
}

/** A text that was uploaded before is not looked at again: a token that expired since must not hold up the stack. */
function checkUploads(definition: EntityDefinition, inputs: Plain, context: CheckContext): Failure[] {
  return Object.entries(definition.properties).flatMap(([property, row]) => {
    const text = inputs[property];
    if (row.format !== "Apple token file" || typeof text !== "string" || isUnknown(text)) return [];
    if (context.before && same(row, context.before[property], text)) return [];
    const reason = unfitForUpload(text, context.now);
    return reason === undefined ? [] : [{ property, reason }];
  });
}

const howToRenew = "download the current token from Apple Business Manager or Apple School Manager";

function unfitForUpload(text: string, now: Date): string | undefined {
  try {
    const { expirationDateTime } = parseVppToken(text);
    if (Date.parse(expirationDateTime) > now.getTime()) return undefined;
    return `expired on ${expirationDateTime}: ${howToRenew}`;
  } catch (error) {
    return `${error instanceof Error ? error.message : "is not a VPP token"}: ${howToRenew}`;
  }
}
