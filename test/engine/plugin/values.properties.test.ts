import fc from "fast-check";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { readProperties, writeProperties } from "../../../src/engine/plugin/values";
import { unknownValue } from "../../../src/provider/propertyMap";
import { anyValue, hostileNames } from "../../support/hostileValues";
import { outputOf, secretOf } from "../../support/pluginClient";

/** As it goes over the wire. */
const sent = (struct: Struct) => Struct.deserializeBinary(struct.serializeBinary());

/** Source: "plugin.Unknown…Value" of Pulumi's SDK (sdk/go/common/resource/plugin/rpc.go). */
const unknownConstants = [
  "04da6b54-80e4-46f7-96ec-b56ff0331ba9",
  "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
  "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
  "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
  "030794c1-ac77-496b-92df-f27374a8bd58",
  "e48ece36-62e2-4504-bad9-02848725956a",
  "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",
] as const;

/** Any value of JSON's, as the protocol's library can carry it: it has no word for the name `__proto__`. */
const value = anyValue.map((any) => JSON.parse(JSON.stringify(any ?? null), withoutProto));
const name = fc.oneof(
  fc.constantFrom(...hostileNames.filter((each) => each !== "__proto__")),
  fc.string().filter((each) => each !== "__proto__"),
);
const values = fc.dictionary(name, value, { maxKeys: 5 });

/** A half of a character is no UTF-8. */
function wellFormed(text: string): string {
  return Buffer.from(text).toString();
}

function withoutProto(this: unknown, _: string, inner: unknown): unknown {
  if (typeof inner === "string") return wellFormed(inner);
  if (typeof inner !== "object" || inner === null || Array.isArray(inner)) return inner;
  return Object.fromEntries(
    Object.entries(inner).flatMap(([key, each]) => (key === "__proto__" ? [] : [[wellFormed(key), each]])),
  );
}

/** A value as the protocol may write it, what it means, and whether it holds a secret. */
interface Written {
  readonly wire: unknown;
  readonly plain: unknown;
  readonly isSecret: boolean;
}

const { written } = fc.letrec<{ written: Written }>((tie) => ({
  written: fc.oneof(
    { depthSize: "small" },
    value.map((plain) => ({ wire: plain, plain, isSecret: false })),
    fc.constantFrom(...unknownConstants).map((wire) => ({ wire, plain: unknownValue, isSecret: false })),
    fc.boolean().map((isSecret) => ({ wire: outputOf({ secret: isSecret }), plain: unknownValue, isSecret })),
    tie("written").map(({ wire, plain }) => ({ wire: secretOf(wire), plain, isSecret: true })),
    fc.tuple(tie("written"), fc.boolean()).map(([{ wire, plain, isSecret }, secret]) => ({
      wire: outputOf({ value: wire, secret, dependencies: ["urn:pulumi:dev::program::a:b:C::d"] }),
      plain,
      isSecret: isSecret || secret,
    })),
    fc.array(tie("written"), { maxLength: 3 }).map((all) => ({
      wire: all.map(({ wire }) => wire),
      plain: all.map(({ plain }) => plain),
      isSecret: all.some(({ isSecret }) => isSecret),
    })),
    fc.dictionary(fc.string().map(wellFormed), tie("written"), { maxKeys: 3, noNullPrototype: true }).map((all) => ({
      wire: Object.fromEntries(Object.entries(all).map(([key, { wire }]) => [key, wire])),
      plain: Object.fromEntries(Object.entries(all).map(([key, { plain }]) => [key, plain])),
      isSecret: Object.values(all).some(({ isSecret }) => isSecret),
    })),
  ),
}));

test("values: what is written is read again, and what is a secret stays one", () => {
  fc.assert(
    fc.property(values, fc.array(name), (plain, names) => {
      const secretNames = new Set(names.filter((each) => Object.hasOwn(plain, each)));
      const read = readProperties(sent(writeProperties({ values: plain, secretNames })));
      expect(read).toEqual({ values: plain, secretNames });
    }),
  );
});

test("values: secrets, outputs and unknowns anywhere inside are taken off, and mark their property as a secret", () => {
  fc.assert(
    fc.property(written, ({ wire, plain, isSecret }) => {
      const read = readProperties(sent(Struct.fromJavaScript({ it: JSON.parse(JSON.stringify(wire)), other: 1 })));
      expect(read?.values).toEqual({ it: plain, other: 1 });
      expect([...(read?.secretNames ?? [])]).toEqual(isSecret ? ["it"] : []);
    }),
  );
});

test.each(unknownConstants)("values: %s is read as an unknown, at the top and inside", (unknown) => {
  const wire = { a: unknown, b: [unknown], c: { d: secretOf(unknown) } };
  const read = readProperties(sent(Struct.fromJavaScript(wire)));
  expect(read?.values).toEqual({ a: unknownValue, b: [unknownValue], c: { d: unknownValue } });
  expect(read?.secretNames).toEqual(new Set(["c"]));
});

test("values: an undefined, also inside a value, is left out", () => {
  const struct = writeProperties({ values: { a: undefined, b: { c: undefined, d: 1 } }, secretNames: new Set(["a"]) });
  expect(struct.toJavaScript()).toEqual({ b: { d: 1 } });
});

test("values: no struct isn't an empty one", () => {
  expect(readProperties(undefined)).toBeUndefined();
  expect(readProperties(new Struct())).toEqual({ values: {}, secretNames: new Set() });
});

test("values: the name __proto__ is left out, changes no other value, and reaches no prototype", () => {
  const struct = writeProperties({
    values: JSON.parse('{"__proto__": {"key": "x"}, "a": {"__proto__": {"b": 1}, "c": 2}}'),
    secretNames: new Set(),
  });
  const read = readProperties(sent(struct))?.values ?? {};
  expect(Object.entries(read)).toEqual([["a", { c: 2 }]]);
  expect(Object.getPrototypeOf(read)).toBe(Object.prototype);
  expect(Object.getPrototypeOf(read.a)).toBe(Object.prototype);
  expect({}).not.toHaveProperty("b");
});

test("values: half a character is written as something that can be read", () => {
  const struct = sent(writeProperties({ values: { a: "b\ud800c" }, secretNames: new Set() }));
  expect(readProperties(struct)?.values.a).toMatch(/^b.*c$/);
});
