import { configurationWarnings } from "../../../src/engine/dynamic/configurationWarnings";
import { settingKeys } from "../../../src/graph/config/settingKeys";

const warnings = (configuration: Record<string, string>, project = "vpp") =>
  configurationWarnings(configuration, project);

test("configuration: every known key, and those by which the engine finds a plugin, pass in silence", () => {
  const known = [...Object.keys(settingKeys), "version", "pluginDownloadURL"].map((key) => [`intune:${key}`, "x"]);
  expect(warnings({ ...Object.fromEntries(known), "vpp:tenentId": "x", "intuned:tenentId": "x" })).toEqual([]);
});

test("configuration: an unknown key is told with the nearest known one, or with all of them, and without its value", () => {
  expect(warnings({ "intune:tenentId": "MARKED" })).toEqual([
    "intune:tenentId is not a configuration key of intune. Did you mean tenantId?",
  ]);
  const [far] = warnings({ "intune:somethingElse": "MARKED" });
  expect(far).toContain("The keys are tenantId, clientId");
  expect(far).not.toContain("MARKED");
});

test("configuration: a project named intune keeps keys of its own, and only what looks mistyped is told", () => {
  const given = { "intune:londonVppToken": "x", "intune:clientID ": "x" };
  expect(warnings(given, "intune")).toEqual([expect.stringContaining("Did you mean clientId?")]);
  expect(warnings(given)).toHaveLength(2);
});

test.each([
  ["structured", { "intune:connections": '{"contoso":{"clientSecret":"MARKED"},"fabrikam":{"tenantId":"y"}}' }],
  [
    "by their paths",
    { "intune:connections.contoso.clientSecret": "MARKED", "intune:connections.fabrikam.tenantId": "" },
  ],
])("configuration: connections of the plugin, %s, are told unless they have a namespace as well", (_, given) => {
  const told = warnings({ ...given, "fabrikam:tenantId": "y" });
  expect(told).toEqual([expect.stringMatching(/^intune:connections has no effect .* "contoso" from contoso:tenantId/)]);
  expect(told.join()).not.toContain("MARKED");
});

test("configuration: connections that can't be read tell nothing", () => {
  expect(warnings({ "intune:connections": "no JSON" })).toEqual([]);
});
