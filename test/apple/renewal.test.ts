import { renewalWarning, stateWarning } from "../../src/apple/renewal";

const now = new Date("2026-11-01T12:00:00Z");
const of = (declared: string | undefined, live: string | undefined, days = 30) =>
  renewalWarning({ declared, live, days, now });

describe("the warning that a token has to be renewed", () => {
  test("comes within the given days before its expiry, and names days and date", () => {
    expect(of("2026-11-20T12:00:00Z", undefined)).toMatch(
      /^The token expires in 19 days, on 2026-11-20T12:00:00.000Z\. Download/,
    );
    expect(of("2026-11-03T11:00:00Z", undefined)).toMatch(/in 1 day,/);
    expect(of("2026-11-02T11:00:00Z", undefined)).toMatch(/^The token expires within a day, on 2026-11-02T11:/);
    expect(of("2026-12-01T11:59:59Z", undefined)).toMatch(/in 29 days/);
    expect(of("2026-12-01T12:00:00Z", undefined)).toBeUndefined();
    expect(of("2026-12-01T11:00:00Z", undefined, 7)).toBeUndefined();
  });

  test("goes by the later of the two dates: the live one lags, the declared one is left behind by the portal", () => {
    expect(of("2027-11-01T00:00:00Z", "2026-11-05T00:00:00Z")).toBeUndefined();
    expect(of("2026-11-05T00:00:00Z", "2027-11-01T00:00:00Z")).toBeUndefined();
    expect(of(undefined, "2026-11-05T00:00:00Z")).toMatch(/in 3 days/);
  });

  test("says so when the token has expired, even with 0 days", () => {
    expect(of("2026-10-31T00:00:00Z", undefined, 0)).toMatch(/^The token expired on 2026-10-31/);
    expect(of("2026-11-01T13:00:00Z", undefined, 0)).toBeUndefined();
  });

  test("doesn't come when no date is known", () => {
    expect(of(undefined, undefined)).toBeUndefined();
    expect(of("soon", undefined)).toBeUndefined();
    expect(of(undefined, "0001-01-01T00:00:00Z")).toBeUndefined();
    expect(of("0001-01-01T08:00:00+08:00", "0001-01-01T00:00:00Z")).toBeUndefined();
    expect(of("2027-11-01T00:00:00Z", "0001-01-01T00:00:00Z")).toBeUndefined();
  });
});

describe("the warning of a token's state", () => {
  test.each(["expired", "invalid", "assignedToExternalMDM", "duplicateLocationId"])(
    "names %s and what to do",
    (state) => {
      expect(stateWarning(state)).toMatch(new RegExp(`as ${state}\\. \\w+`));
    },
  );

  test("says that an invalid token may be the second one of its location, for which v1.0 has no other word", () => {
    expect(stateWarning("invalid")).toMatch(/Or another token in this tenant is of the same location: see that/);
  });

  test("puts a file back that took another's place before it deletes one of two tokens of a location", () => {
    expect(stateWarning("duplicateLocationId")).toMatch(
      /If another token's file was put in its place by mistake, put its own back; else delete the one/,
    );
  });

  test("quotes no character that could steer a log", () => {
    expect(stateWarning(`\u001b[2J\u202E${"x".repeat(5000)}`)).toMatch(/as \uFFFD\[2J\uFFFDx+…\. Look/);
  });

  test("comes for a state that this version doesn't know", () => {
    expect(stateWarning("quarantined")).toMatch(/as quarantined\. Look it up/);
  });

  test.each(["valid", "unknown", undefined])("doesn't come for %s", (state) => {
    expect(stateWarning(state)).toBeUndefined();
  });
});
