import type { VppTokenEntity } from "../../definitions/types";
import { vppToken } from "../../definitions/vppToken";
import { checkArgument } from "../../provider/checkArgument";
import type { Plain } from "../../provider/plain";
import { isChosen, managedProperties } from "./chosen";
import { type NamedToken, namesOf } from "./names";

/** A live token that a program is to adopt. */
export interface Adoption extends NamedToken {
  /** The arguments that declare it as it is, without its text. */
  readonly declared: Plain;
  /** What can't be declared, and why. */
  readonly leftOut: readonly LeftOut[];
}

/** A live value that the provider would refuse as an argument. */
export interface LeftOut {
  readonly name: string;
  readonly value: unknown;
  /** The rest of a sentence that begins with the name. */
  readonly reason: string;
}

/** How a program would declare live tokens, so that nothing changes. */
export function adoptionsOf(tokens: readonly VppTokenEntity[], connection: string | undefined): Adoption[] {
  return namesOf(tokens).map((named) => ({ ...named, ...argumentsOf(named.token, connection) }));
}

function argumentsOf(token: VppTokenEntity, connection: string | undefined): Pick<Adoption, "declared" | "leftOut"> {
  const leftOut: LeftOut[] = [];
  const declared: Record<string, unknown> = connection === undefined ? {} : { connection };
  for (const name of managedProperties) {
    const value = token[name];
    if (value === undefined || !isChosen(name, value)) continue;
    const [failure] = checkArgument(vppToken, name, value);
    if (failure) leftOut.push({ name, value, reason: failure.reason });
    else declared[name] = value;
  }
  return { declared, leftOut };
}
