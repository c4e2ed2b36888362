import fc from "fast-check";
import type { EntityDefinition, Option, Property } from "../../src/definitions/entity";
import { anyValue, hostileNames, hostileText, unknownSomewhere } from "./hostileValues";
import { goodToken, nearToken } from "./nearTokens";

/** How often a value is of the right kind, so that enough of what is generated gets past the checks. */
const mostly = 200;

/** What a program may declare for an entity: mostly right, with mistakes of every kind strewn in. */
export function declaredArguments(definition: EntityDefinition): fc.Arbitrary<Record<string, unknown>> {
  const rows: [string, Property | Option][] = [
    ...Object.entries(definition.properties),
    ...Object.entries(definition.options ?? {}),
    ...Object.entries(definition.pathParameters ?? {}),
  ];
  const needed = fc.record({
    token: fc.oneof({ weight: mostly, arbitrary: goodToken }, nearToken, unknownSomewhere),
    ...Object.fromEntries(Object.keys(definition.pathParameters ?? {}).map((name) => [name, mixed(fc.uuid())])),
  });
  const optional = fc.record(
    {
      ...Object.fromEntries(
        rows.filter(([, row]) => isDeclared(row)).map(([name, row]) => [name, mixed(fitting(row))]),
      ),
      apiVersion: mixed(fc.constantFrom("beta", "beta", "beta", "v1.0")),
    },
    { requiredKeys: [] },
  );
  const stray = fc.oneof(
    { weight: 16, arbitrary: fc.constant({}) },
    fc.dictionary(fc.oneof(fc.constantFrom(...hostileNames, "state"), hostileText), anyValue, { maxKeys: 2 }),
    fc.record({ connection: fc.oneof(hostileText, anyValue) }),
    fc.record({ tokenFrom: fc.oneof(fc.record({ file: hostileText }), fc.record({ env: hostileText }), anyValue) }),
  );
  return fc
    .tuple(optional, needed, stray)
    .map((parts) => Object.fromEntries(parts.flatMap((part) => Object.entries(part))));
}

const isDeclared = (row: Property | Option) => row.type !== "Source" && !("access" in row && row.access === "service");

function mixed(right: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  return fc.oneof({ weight: mostly, arbitrary: right }, anyValue, unknownSomewhere, fc.constantFrom(null, undefined));
}

function fitting(row: Property | Option): fc.Arbitrary<unknown> {
  if ("writeOnly" in row) return goodToken;
  if ("format" in row && row.format === "two letters") return fc.constantFrom("gb", "GB", "us", "Fr");
  if (row.members) return fc.constantFrom(...row.members);
  switch (row.type) {
    case "Boolean":
      return fc.boolean();
    case "Int32":
      return fc.nat();
    case "Collection(String)":
      return fc.array(fc.string({ unit: "grapheme" }));
    default:
      return fc.oneof(hostileText, fc.string({ unit: "grapheme" }));
  }
}
