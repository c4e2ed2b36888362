import type { EntityDefinition } from "../../definitions/entity";
import { displayText } from "../../displayText";
import { UserError } from "../../errors";
import type { Entity } from "../../graph/entities";
import { isSameId } from "../../graph/entityAnswer";
import { isSameSecond } from "../dates";
import type { CreateResult } from "../handler";
import type { PropertyMap } from "../propertyMap";

/** An entity that was created and that Intune can't use as it is: it stays in the state, and the error gives the reasons. */
export class InitializationFailedError extends UserError {
  constructor(
    readonly live: CreateResult,
    readonly reasons: readonly string[],
  ) {
    super(reasons.join(" "));
  }
}

/** What to do about an entity that Intune can't use, by its state; undefined when Intune can use it. */
export function remedyOf({ unusableStates }: EntityDefinition, state: PropertyMap): string | undefined {
  if (unusableStates === undefined) return undefined;
  const { property, remedies } = unusableStates;
  const value = state[property];
  return typeof value === "string" && Object.hasOwn(remedies, value) ? remedies[value] : undefined;
}

/** The message for a program that reads an entity by an id that doesn't exist. */
export function notThere({ label }: EntityDefinition, id: string, namespace: string): string {
  return (
    `There is no ${label} with the id ${displayText(id)} in the tenant of the connection "${namespace}". ` +
    "Check the id in Intune, and the connection."
  );
}

/** Why Intune can't use an entity; undefined when it can. `others` is called only where another entity may be the cause. */
export async function unusableReason(
  definition: EntityDefinition,
  id: string,
  state: PropertyMap,
  others: () => Promise<readonly Entity[]>,
): Promise<string | undefined> {
  const { unusableStates, label } = definition;
  const remedy = remedyOf(definition, state);
  if (!unusableStates || remedy === undefined) return undefined;
  const value = state[unusableStates.property];
  const rest = (await others()).filter((one) => !isSameId(one.id, id));
  const rivals = value === unusableStates.shared ? rest.filter((one) => one[unusableStates.property] === value) : [];
  // v1.0 has no word for two tokens of one location, and says that they are invalid.
  const alike = rivals.length > 0 ? [] : withSameExpiry(definition, state, rest);
  const which = rivals.length > 0 ? ` The other one is ${idsOf(rivals)}.` : "";
  const hint = alike.length > 0 ? ` Another token in this tenant expires at the same second: ${idsOf(alike)}.` : "";
  return `The ${label} ${displayText(id)} was created, but Intune reports its ${unusableStates.property} as ${value}. ${remedy}${which}${hint}`;
}

function withSameExpiry(
  { upload }: EntityDefinition,
  state: PropertyMap,
  others: readonly Entity[],
): readonly Entity[] {
  return others.filter((one) => isSameSecond(one[upload.expiry], state[upload.expiry]));
}

const idsOf = (entities: readonly Entity[]): string => entities.map(({ id }) => displayText(id)).join(", ");
