import { programText } from "../../../src/cli/import/program";
import { planImports } from "../../../src/cli/import/tokenImport";
import { liveToken } from "./liveTokens";

describe("a written program", () => {
  test("reads as if a colleague had written it", () => {
    const token = liveToken({ displayName: "London", countryOrRegion: "gb", automaticallyUpdateApps: true });
    const text = programText(planImports([token], undefined), "typescript");
    expect(text).toContain("//   cat london.vpptoken | pulumi config set --secret londonVppToken\n");
    expect(text).toMatch(/^\/\/ The VPP tokens of an Intune tenant/);
    expect(text.slice(text.indexOf("\nimport"))).toBe(`
import * as pulumi from "@pulumi/pulumi";
import * as intune from "pulumi-intune";

const config = new pulumi.Config();

const londonVppToken = new intune.VppToken(
  "london",
  {
    token: config.getSecret("londonVppToken"),
    displayName: "London",
    appleId: "vpp@contoso.example",
    vppTokenAccountType: "business",
    countryOrRegion: "gb",
    automaticallyUpdateApps: true,
  },
  { import: "00000000-0000-4000-8000-000000000001" },
);
`);
  });

  test("in JavaScript is CommonJS", () => {
    const text = programText(planImports([liveToken()], undefined), "javascript");
    expect(text).toContain('const intune = require("pulumi-intune");\n');
    expect(text).not.toContain("import *");
  });

  test("says in a comment what it leaves out, whatever that holds", () => {
    const text = programText(planImports([liveToken({ countryOrRegion: "\u2028boom()" })], undefined), "typescript");
    expect(text).toContain("    // Left out, since countryOrRegion must be a country or region of two letters");
    expect(text).toContain('in Intune it is "\\u2028boom()".\n');
  });
});
