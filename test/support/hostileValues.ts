import fc from "fast-check";
import { unknownValue } from "../../src/provider/propertyMap";

/** Names that a plain object already answers to, or that this package uses for itself. */
export const hostileNames = [
  "__proto__",
  "constructor",
  "toString",
  "valueOf",
  "hasOwnProperty",
  "toJSON",
  "then",
  "length",
  "id",
  "@odata.type",
  "__managed",
  "__adoption",
  "",
] as const;

const constants = [
  ...hostileNames,
  " ",
  "\0",
  "\ud800",
  "a\udfffb",
  "\u202egb",
  "👩‍👩‍👧",
  ".",
  "..",
  "a/b?c#d",
  "%2e%2e",
  "$&",
  "null",
  "9999-99-99T99:99:99Z",
  "+275760-09-13T00:00:00.001Z",
  "0001-01-01T00:00:00Z",
  "2099-05-01T10:00:00-0700",
  "x".repeat(10_000),
];

/** Texts that have broken programs before, and any other. */
export const hostileText: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(...constants),
  fc.string({ unit: "grapheme" }),
  fc.string({ unit: "binary" }),
);

const { anything } = fc.letrec<{ anything: unknown; leaf: unknown }>((tie) => ({
  leaf: fc.oneof(
    hostileText,
    fc.boolean(),
    fc.integer(),
    fc.double(),
    fc.constantFrom(null, 0, -1, 2 ** 31, 1e300, Number.NaN, Number.POSITIVE_INFINITY),
  ),
  anything: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    tie("leaf"),
    fc.array(tie("anything"), { maxLength: 4 }),
    fc.dictionary(fc.oneof(fc.constantFrom(...hostileNames), hostileText), tie("anything"), { maxKeys: 4 }),
  ),
}));

/** Any value of JSON's, and the numbers that it has no words for. */
export const anyValue: fc.Arbitrary<unknown> = anything;

/** A value as a preview has it: unknown, or with an unknown somewhere inside. */
export const unknownSomewhere: fc.Arbitrary<unknown> = fc.oneof(
  fc.constant(unknownValue),
  fc.constant([unknownValue]),
  fc.constant({ file: unknownValue }),
  anyValue.map((value) => [value, { inside: unknownValue }]),
);
