import fc from "fast-check";
import type { Property } from "../../src/definitions/entity";
import { vppToken } from "../../src/definitions/vppToken";
import { semanticEquals } from "../../src/provider/equality";

const rows: Readonly<Record<string, Property>> = vppToken.properties;
const row = (name: string): Property => {
  const found = rows[name];
  if (!found) throw new Error(`no row ${name}`);
  return found;
};

describe("two values of a property are the same", () => {
  test.each<[string, unknown, unknown, boolean]>([
    ["countryOrRegion", "GB", "gb", true],
    ["countryOrRegion", "gb", "us", false],
    ["appleId", "A@contoso.example", "a@contoso.example", true],
    ["appleId", "a@contoso.example", "b@contoso.example", false],
    ["displayName", "London", "london", false],
    ["roleScopeTagIds", ["0", "1"], ["1", "0"], true],
    ["roleScopeTagIds", ["0", "1"], ["0", "1", "1"], true],
    ["roleScopeTagIds", ["0"], ["0", "1"], false],
    ["roleScopeTagIds", ["0", "0"], ["0", "1"], false],
    ["expirationDateTime", "2027-05-01T10:00:00-07:00", "2027-05-01T17:00:00Z", true],
    ["expirationDateTime", "2027-05-01T17:00:00.1234567Z", "2027-05-01T17:00:00Z", true],
    ["expirationDateTime", "2027-05-01T17:00:01Z", "2027-05-01T17:00:00Z", false],
    ["automaticallyUpdateApps", true, true, true],
    ["automaticallyUpdateApps", true, false, false],
    ["automaticallyUpdateApps", false, null, false],
    ["appleId", null, undefined, true],
  ])("%s: %j and %j → %j", (name, a, b, expected) => {
    expect(semanticEquals(row(name), a, b)).toBe(expected);
    expect(semanticEquals(row(name), b, a)).toBe(expected);
  });

  test("whatever the service answers, the comparison is symmetric and never fails", () => {
    fc.assert(
      fc.property(fc.constantFrom(...Object.values(rows)), fc.jsonValue(), fc.jsonValue(), (property, a, b) => {
        expect(semanticEquals(property, a, a)).toBe(true);
        expect(semanticEquals(property, a, b)).toBe(semanticEquals(property, b, a));
      }),
    );
  });
});
