import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { type PropertyMap, unknownValue } from "../../provider/propertyMap";

/**
 * Values as Pulumi's provider protocol writes them: JSON, in which an object with this key stands for something else.
 * Source: Pulumi's SDK, "resource/properties" of the protocol (sdk/go/common/resource/sig).
 */
const signature = "4dabf18193072939515e22adb298388d";
const signatures = {
  secret: "1b47061264138c4ac30d75fd1eb44270",
  output: "d0e6a833031e9bbcd3f4e8bde6ca49a4",
} as const;

/** A value that isn't known yet, by the type that it will have. Source: "plugin.Unknown…Value" of Pulumi's SDK. */
const unknownValues: readonly unknown[] = [
  unknownValue,
  "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
  "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
  "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
  "030794c1-ac77-496b-92df-f27374a8bd58",
  "e48ece36-62e2-4504-bad9-02848725956a",
  "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",
];

/** Properties in plain data, and which of them are secrets, or hold one. */
export interface Properties {
  readonly values: PropertyMap;
  readonly secretNames: ReadonlySet<string>;
}

export const noProperties: Properties = { values: {}, secretNames: new Set() };

/** Properties as a request gives them; undefined where it gives none, which isn't the same as an empty set. */
export function readProperties(struct: Struct | undefined): Properties | undefined {
  if (struct === undefined) return undefined;
  const secretNames = new Set<string>();
  const values = Object.fromEntries(
    Object.entries(struct.toJavaScript()).map(([name, value]) => {
      const plain = unwrapped(value, () => secretNames.add(name));
      return [name, plain];
    }),
  );
  return { values, secretNames };
}

/** Properties for an answer. `undefined`, also inside a value, is left out: the protocol has no word for it. */
export function writeProperties({ values, secretNames }: Properties): Struct {
  const written = Object.entries(values).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, secretNames.has(name) ? secret(value) : value] as const],
  );
  return Struct.fromJavaScript(JSON.parse(JSON.stringify(Object.fromEntries(written))));
}

function secret(value: unknown): unknown {
  return { [signature]: signatures.secret, value };
}

/** The value without what the protocol wraps it in. */
function unwrapped(value: unknown, onSecret: () => void): unknown {
  if (unknownValues.includes(value)) return unknownValue;
  if (Array.isArray(value)) return value.map((each) => unwrapped(each, onSecret));
  if (typeof value !== "object" || value === null) return value;
  const fields = value as Readonly<Record<string, unknown>>;
  const kind = fields[signature];
  if (kind === signatures.secret) onSecret();
  if (kind === signatures.output && fields.secret === true) onSecret();
  if (kind === signatures.secret) return unwrapped(fields.value, onSecret);
  // An output without a value isn't known yet.
  if (kind === signatures.output) return "value" in fields ? unwrapped(fields.value, onSecret) : unknownValue;
  return Object.fromEntries(Object.entries(fields).map(([name, each]) => [name, unwrapped(each, onSecret)]));
}
