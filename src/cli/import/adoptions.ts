import { vppToken } from "../../definitions/vppToken";
import type { VppTokenEntity } from "../../lookups/VppTokenEntity";
import { checkArgument } from "../../provider/checkArgument";
import type { Plain } from "../../provider/plain";
import { isCustomized, managedProperties } from "./chosen";
import { type NamedToken, nameTokens } from "./names";

/** A live token that a program is to adopt. */
export interface TokenImport extends NamedToken {
  /** The arguments that declare it as it is, without its text. */
  readonly inputs: Plain;
  /** What can't be declared, and why. */
  readonly omitted: readonly OmittedProperty[];
}

/** A live value that the provider would refuse as an argument. */
export interface OmittedProperty {
  readonly name: string;
  readonly value: unknown;
  /** The rest of a sentence that begins with the name. */
  readonly reason: string;
}

/** How a program would declare live tokens, so that nothing changes. */
export function planImports(tokens: readonly VppTokenEntity[], connection: string | undefined): TokenImport[] {
  return nameTokens(tokens).map((named) => ({ ...named, ...inputsFor(named.token, connection) }));
}

function inputsFor(token: VppTokenEntity, connection: string | undefined): Pick<TokenImport, "inputs" | "omitted"> {
  const omitted: OmittedProperty[] = [];
  const inputs: Record<string, unknown> = connection === undefined ? {} : { connection };
  for (const name of managedProperties) {
    const value = token[name];
    if (value === undefined || !isCustomized(name, value)) continue;
    const [failure] = checkArgument(vppToken, name, value);
    if (failure) omitted.push({ name, value, reason: failure.reason });
    else inputs[name] = value;
  }
  return { inputs, omitted };
}
