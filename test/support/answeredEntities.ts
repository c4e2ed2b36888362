import fc from "fast-check";
import type { Property } from "../../src/definitions/entity";
import { vppToken } from "../../src/definitions/vppToken";
import { anyValue, hostileText } from "./hostileValues";

/** The id that most of the answered entities have. */
export const answeredId = "00000000-0000-0000-0000-000000000001";

/** A member of an enumeration that no reference page lists yet. */
export const laterMember = "aMemberOfLater";

const actionResults = fc.array(
  fc.oneof(
    anyValue,
    fc.record(
      {
        "@odata.type": fc.oneof(fc.constant("#microsoft.graph.vppTokenRevokeLicensesActionResult"), anyValue),
        actionName: fc.oneof(fc.constant("revokeLicenses"), anyValue),
        actionState: fc.oneof(fc.constantFrom("pending", "done", "failed", laterMember), anyValue),
        actionFailureReason: fc.oneof(fc.constantFrom("none", "appleFailure", "constructor", laterMember), anyValue),
        startDateTime: fc.oneof(fc.constant("2026-11-01T00:00:00Z"), anyValue),
        failedLicensesCount: fc.oneof(fc.nat(), anyValue),
        totalLicensesCount: fc.oneof(fc.nat(), anyValue),
      },
      { requiredKeys: [] },
    ),
  ),
);

/** Entities of which some properties are right, and the others missing, null, of another type or not listed. */
export const answeredEntities: fc.Arbitrary<Readonly<Record<string, unknown>>> = fc
  .tuple(
    fc.record(
      {
        ...Object.fromEntries(
          Object.entries<Property>(vppToken.properties).map(([name, row]) => [name, answered(row)]),
        ),
        "@odata.context": hostileText,
        extra: anyValue,
        constructor: anyValue,
      },
      { requiredKeys: [] },
    ),
    fc.oneof({ weight: 20, arbitrary: fc.constant<unknown>(answeredId) }, anyValue),
  )
  .map(([properties, id]) => ({ ...properties, id }));

/** Such entities, and now and then something that is no entity at all. */
export const answers: fc.Arbitrary<unknown> = fc.oneof({ weight: 10, arbitrary: answeredEntities }, anyValue);

function answered(row: Property): fc.Arbitrary<unknown> {
  const dates = fc.constantFrom("2098-05-01T17:00:00Z", "2099-05-01T17:00:00.000Z", "yesterday", "");
  const texts = fc.constantFrom(
    ...(row.members ?? ["Contoso"]),
    ...(row.betaMembers ?? []),
    laterMember,
    "constructor",
  );
  const right = row.type === "DateTimeOffset" ? dates : row.type === "Collection(Complex)" ? actionResults : texts;
  return fc.oneof({ weight: 4, arbitrary: right }, anyValue, fc.array(anyValue), fc.constant(null));
}
