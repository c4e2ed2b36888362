import { Script } from "node:vm";
import fc from "fast-check";
import { importFileText } from "../../../src/cli/import/importFile";
import { programText } from "../../../src/cli/import/program";
import { planImports } from "../../../src/cli/import/tokenImport";
import { hostileTokens } from "./liveTokens";
import { readProgram } from "./writtenProgram";

describe("a written program", () => {
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
