import type { EntityDefinition } from "../definitions/entity";
import type { Entity } from "../graph/entities";
import type { Live } from "./life";
import type { Plain } from "./plain";
import { UserError } from "./userError";

/** An entity that was created and is of no use as it is: it stays in the state, and the reasons are told. */
export class UnfitError extends UserError {
  constructor(
    readonly live: Live,
    readonly reasons: readonly string[],
  ) {
    super(reasons.join(" "));
  }
}

/** What to do about an entity that is of no use, by its state; undefined when it is of use. */
export function remedyOf({ unfit }: EntityDefinition, state: Plain): string | undefined {
  const value = state[unfit?.property ?? ""];
  return unfit && typeof value === "string" && Object.hasOwn(unfit.remedies, value) ? unfit.remedies[value] : undefined;
}

/** Why an entity is of no use; undefined when it is. `others` are asked for only where one may be in the way. */
export async function unfitness(
  definition: EntityDefinition,
  id: string,
  state: Plain,
  others: () => Promise<readonly Entity[]>,
): Promise<string | undefined> {
  const { unfit, label } = definition;
  const remedy = remedyOf(definition, state);
  if (!unfit || remedy === undefined) return undefined;
  const value = state[unfit.property];
  const rivals = value === unfit.shared ? (await others()).filter((one) => one[unfit.property] === value) : [];
  const named = rivals.filter((one) => one.id !== id).map((one) => one.id);
  const which = named.length > 0 ? ` The other one is ${named.join(", ")}.` : "";
  return `The ${label} ${id} is there, and Intune reports its ${unfit.property} as ${value}. ${remedy}${which}`;
}
