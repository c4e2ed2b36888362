import { Script } from "node:vm";
import fc from "fast-check";
import { importFileText } from "../../../src/cli/import/importFile";
import { programText } from "../../../src/cli/import/program";
import { planImports } from "../../../src/cli/import/tokenImport";
import { hostileTokens, liveToken } from "./liveTokens";
import { readProgram } from "./writtenProgram";

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

  test("always parses, and declares exactly what was decided, whatever names a tenant has", () => {
    fc.assert(
      fc.property(hostileTokens, fc.option(fc.string(), { nil: undefined }), (tokens, connection) => {
        const imports = planImports(tokens, connection);
        const { complaints, resources } = readProgram(programText(imports, "typescript"));
        expect(complaints).toEqual([]);
        expect(resources).toEqual(
          imports.map(({ token, resourceName, configKey, inputs }) => ({
            constant: configKey,
            resource: resourceName,
            declared: { token: `config.getSecret("${configKey}")`, ...inputs },
            options: { import: token.id },
          })),
        );
        // The engine of JavaScript sees a name that is declared twice.
        expect(() => new Script(programText(imports, "javascript"))).not.toThrow();
      }),
      { numRuns: 300 },
    );
  });

  test("holds no character that can't be seen, and neither does a file for pulumi import", () => {
    fc.assert(
      fc.property(hostileTokens, (tokens) => {
        const imports = planImports(tokens, undefined);
        for (const text of [programText(imports, "typescript"), importFileText(imports)])
          expect(text).not.toMatch(/[^\P{C}\n]|\p{Zl}|\p{Zp}/u);
        const inputs = (JSON.parse(importFileText(imports)) as { resources: { inputs: object }[] }).resources;
        expect(inputs.map((each) => each.inputs)).toEqual(imports.map(({ inputs }) => expect.objectContaining(inputs)));
      }),
    );
  });
});
