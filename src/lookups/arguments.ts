import { commonOptions } from "../definitions/arguments";
import type { Option } from "../definitions/entity";
import { UserError } from "../errors";

/** What a lookup takes. */
export type ArgumentRows = Readonly<Record<string, Option>>;

/**
 * The arguments that a program gave a value, after a check: JavaScript programs have no compiler to do it. No message
 * quotes a value, since any of them may be a secret.
 * @throws UserError that names every misfit
 */
export function givenArguments(rows: ArgumentRows, args: object): Readonly<Record<string, string>> {
  const given = Object.entries(args).filter(([, value]) => value !== undefined && value !== null);
  const known: ArgumentRows = { ...rows, ...commonOptions };
  const misfits = given.flatMap(([name, value]) => misfit(known, name, value));
  if (misfits.length > 0) throw new UserError(`${misfits.join("; ")}.`);
  return Object.fromEntries(given.map(([name, value]) => [name, String(value)]));
}

function misfit(rows: ArgumentRows, name: string, value: unknown): string[] {
  const row = Object.hasOwn(rows, name) ? rows[name] : undefined;
  if (row === undefined) return [`${name} is not an argument here: write one of ${Object.keys(rows).join(", ")}`];
  if (typeof value !== "string") return [`${name} must be a string`];
  if (row.members && !row.members.includes(value)) {
    return [`${name} must be ${row.members.map((member) => `"${member}"`).join(" or ")}`];
  }
  return value === "" ? [`${name} is empty: give it a value, or leave it out`] : [];
}
