import { versionOfLicenses, versionOfTokens } from "../../../src/provider/lookup/arguments";

test.each([
  [{ appleId: "x" }, undefined, "v1.0"],
  [{ displayName: "x" }, undefined, "beta"],
  [{ appleId: "x" }, "beta", "beta"],
  [{ appleId: "x", apiVersion: "beta" }, "v1.0", "beta"],
  [{ appleId: "x", apiVersion: "v1.0" }, "beta", "v1.0"],
  [{ displayName: "x", apiVersion: "beta" }, "v1.0", "beta"],
] as const)("tokens with %j and %s in the configuration are asked of %s", (given, configured, version) => {
  expect(versionOfTokens(given, configured)).toBe(version);
});

test.each([
  [{ displayName: "x", apiVersion: "v1.0" }, undefined],
  [{ displayName: "x" }, "v1.0"],
] as const)(
  "tokens with %j and %s in the configuration can't be asked: v1.0 knows no displayName",
  (given, configured) => {
    expect(() => versionOfTokens(given, configured)).toThrow(/^displayName is not in Graph's v1\.0.*set apiVersion/);
  },
);

test.each([
  [{}, undefined],
  [{}, "beta"],
  [{ apiVersion: "beta" }, "v1.0"],
] as const)("licenses with %j and %s in the configuration are asked of beta", (given, configured) => {
  expect(versionOfLicenses(given, configured)).toBe("beta");
});

test.each([
  [{ apiVersion: "v1.0" }, "beta"],
  [{}, "v1.0"],
] as const)(
  "licenses with %j and %s in the configuration can't be asked: v1.0 lacks the function",
  (given, configured) => {
    expect(() => versionOfLicenses(given, configured)).toThrow(/^getLicensesForApp is not in Graph's v1\.0/);
  },
);
