import { apiVersions, isArgument } from "../../../src/definitions/entity";
import { vppToken } from "../../../src/definitions/vppToken";
import { validateBody } from "../../../src/emulator/entities/validateBody";
import type { Json, JsonObject } from "../../../src/emulator/http/json";

const onUpdate = (body: JsonObject, version: "v1.0" | "beta" = "v1.0") =>
  validateBody(body, vppToken, version, "update");

describe("what a body may hold", () => {
  test.each<[string, Json]>([
    ["organizationName", "Contoso"],
    ["appleId", null],
    ["vppTokenAccountType", "education"],
    ["automaticallyUpdateApps", false],
    ["countryOrRegion", "gb"],
    ["@odata.type", "#microsoft.graph.vppToken"],
    ["organizationName@odata.type", "#String"],
  ])("%s: %j is accepted", (name, value) => {
    expect(onUpdate({ [name]: value })).toBeUndefined();
  });

  test.each<[string, Json, string]>([
    ["nonsense", 1, "'nonsense' does not exist on type 'microsoft.graph.vppToken'"],
    ["toString", "x", "'toString' does not exist"],
    ["__proto__x", "x", "does not exist"],
    ["displayName", "beta only", "'displayName' does not exist"],
    ["vppTokenAccountType", "Business", "expected one of business, education"],
    ["vppTokenAccountType", null, "expected one of business, education"],
    ["automaticallyUpdateApps", "true", "expected a value of type Boolean"],
    ["automaticallyUpdateApps", null, "expected a value of type Boolean"],
    ["appleId", 7, "expected a value of type String"],
    ["token", null, "expected a value of type String"],
    ["roleScopeTagIds", ["0"], "'roleScopeTagIds' does not exist"],
    ["@odata.type", "#microsoft.graph.iosVppApp", "'#microsoft.graph.iosVppApp' is not '#microsoft.graph.vppToken'"],
  ])("%s: %j is refused by Graph", (name, value, reason) => {
    expect(onUpdate({ [name]: value })).toEqual({ reason: expect.stringContaining(reason), source: "Graph" });
  });

  test.each(["id", "state", "expirationDateTime"])("%s is read-only, says Intune", (name) => {
    expect(onUpdate({ [name]: "x" })).toEqual({
      reason: expect.stringContaining(`'${name}' is read-only`),
      source: "Intune",
    });
  });

  test("beta takes what only beta has, with the right types", () => {
    expect(onUpdate({ displayName: "London", roleScopeTagIds: ["0", "1"] }, "beta")).toBeUndefined();
    expect(onUpdate({ roleScopeTagIds: null }, "beta")).toBeUndefined();
    expect(onUpdate({ roleScopeTagIds: "0" }, "beta")?.reason).toContain("Collection(String)");
    expect(onUpdate({ roleScopeTagIds: [1] }, "beta")?.reason).toContain("Collection(String)");
  });

  test("a new token needs its text, a change to one doesn't", () => {
    expect(validateBody({ appleId: "a" }, vppToken, "v1.0", "create")).toEqual({
      reason: expect.stringContaining("'token' is required"),
      source: "Intune",
    });
    expect(onUpdate({ appleId: "a" })).toBeUndefined();
  });

  test("every property of the definition is either accepted or refused as its table says", () => {
    const samples = { String: "x", Boolean: true, "Collection(String)": ["x"], Int32: 1 } as const;
    for (const version of apiVersions) {
      for (const [name, property] of Object.entries(vppToken.properties)) {
        const sample: Json =
          "members" in property
            ? property.members[0]
            : property.type === "DateTimeOffset" || property.type === "Collection(Complex)"
              ? null
              : samples[property.type];
        const accepted = onUpdate({ [name]: sample }, version) === undefined;
        const versions: readonly string[] = property.versions;
        expect([name, version, accepted]).toEqual([name, version, isArgument(property) && versions.includes(version)]);
      }
    }
  });
});
