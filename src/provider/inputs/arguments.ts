import { isSource } from "../../apple/tokenSource";
import { commonOptions } from "../../definitions/arguments";
import { type EntityDefinition, isArgument, type Option, type Property } from "../../definitions/entity";
import type { CheckFailure } from "../handler";
import { isUnknown } from "../propertyMap";

type Row = Property | Option;

/** What a check of single arguments needs of the definition of a resource. */
export interface ArgumentTable {
  readonly label: string;
  readonly properties: EntityDefinition["properties"];
  /** The arguments that say where the entity lives. */
  readonly pathParameters?: EntityDefinition["pathParameters"];
  readonly options?: EntityDefinition["options"];
}

/** Validates one argument by its row: whether it exists, and whether the value fits its type, members and format. */
export function checkArgument(definition: ArgumentTable, name: string, value: unknown): CheckFailure[] {
  const row = argumentRows(definition)[name];
  const reason = row ? valueProblem(row, value) : noArgument(definition, name);
  return reason === undefined ? [] : [{ property: name, reason }];
}

/** Every argument of an entity with its row: what an administrator sets, where it lives, and the options. */
export function argumentRows(definition: ArgumentTable): Readonly<Record<string, Row | undefined>> {
  const properties = Object.entries<Row>(definition.properties).filter(([, row]) => isArgument(row as Property));
  // Without a prototype: a name like "constructor" is no argument.
  const { pathParameters, options } = definition;
  return Object.assign(Object.create(null), Object.fromEntries(properties), pathParameters, commonOptions, options);
}

function noArgument(definition: ArgumentTable, name: string): string {
  if (Object.hasOwn(definition.properties, name) || name === "id") {
    return "is set by Intune and can't be declared: remove it, and read it as an output";
  }
  const known = Object.keys(argumentRows(definition));
  const meant = known.find((candidate) => bare(candidate) === bare(name));
  const advice = meant ? `write ${meant}` : `remove it, or write one of ${known.join(", ")}`;
  return `is not an argument of a ${definition.label}: ${advice}`;
}

function bare(name: string): string {
  return name.replace(/[^A-Za-z0-9]/g, "").toLowerCase();
}

function valueProblem(row: Row, value: unknown): string | undefined {
  if (value === undefined || value === null || isUnknown(value)) return undefined;
  if (!fitsType(row.type, value)) return `must be ${typeNames[row.type]}, and is ${kindOf(value)}`;
  if (isBroken(value)) return "contains an invalid Unicode character (a lone surrogate): correct the value";
  const members = [...(row.members ?? []), ...("betaMembers" in row ? (row.betaMembers ?? []) : [])];
  if (members.length > 0 && !members.includes(String(value))) {
    return `must be ${members.map((member) => `"${member}"`).join(" or ")}`;
  }
  if ("format" in row && row.format === "two letters" && !/^[A-Za-z]{2}$/.test(String(value))) {
    return 'must be a country or region of two letters (ISO 3166-1), like "gb" or "us"';
  }
  if ("minimum" in row && row.minimum !== undefined && Number(value) < row.minimum) {
    return `must be ${row.minimum} or more`;
  }
  return undefined;
}

const typeNames: Readonly<Record<Row["type"], string>> = {
  String: "a string",
  Boolean: "true or false",
  Int32: "a whole number",
  DateTimeOffset: "a date and time as a string",
  "Collection(String)": "a list of strings",
  "Collection(Complex)": "a list of objects",
  Source: "an object with either `file` (a path) or `env` (the name of an environment variable)",
};

function fitsType(type: Row["type"], value: unknown): boolean {
  switch (type) {
    case "String":
    case "DateTimeOffset":
      return typeof value === "string";
    case "Boolean":
      return typeof value === "boolean";
    case "Int32":
      return Number.isInteger(value);
    case "Collection(String)":
      return Array.isArray(value) && value.every((member) => typeof member === "string");
    case "Collection(Complex)":
      return Array.isArray(value) && value.every((member) => typeof member === "object" && member !== null);
    case "Source":
      return isSource(value);
  }
}

/** Half a character can be written neither into a request nor into an address. */
function isBroken(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(isBroken);
  if (typeof value === "object" && value !== null) return Object.values(value).some(isBroken);
  return typeof value === "string" && /\p{Surrogate}/u.test(value);
}

/** What a value is, without saying what it holds. */
function kindOf(value: unknown): string {
  if (Array.isArray(value))
    return value.every((member) => typeof member === "string") ? "a list" : "a list of other values";
  return typeof value === "object" ? "an object" : `a ${typeof value}`;
}
