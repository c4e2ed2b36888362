import { Script } from "node:vm";
import fc from "fast-check";
import { adoptionsOf } from "../../../src/cli/import/adoptions";
import { importFileText } from "../../../src/cli/import/importFile";
import { programText } from "../../../src/cli/import/program";
import { hostileTokens } from "./liveTokens";
import { readProgram } from "./writtenProgram";

describe("a written program", () => {
  test("always parses, and declares exactly what was decided, whatever names a tenant has", () => {
    fc.assert(
      fc.property(hostileTokens, fc.option(fc.string(), { nil: undefined }), (tokens, connection) => {
        const adoptions = adoptionsOf(tokens, connection);
        const { complaints, resources } = readProgram(programText(adoptions, "typescript"));
        expect(complaints).toEqual([]);
        expect(resources).toEqual(
          adoptions.map(({ token, resource, key, declared }) => ({
            constant: key,
            resource,
            declared: { token: `config.getSecret("${key}")`, ...declared },
            options: { import: token.id },
          })),
        );
        // The engine of JavaScript sees a name that is declared twice.
        expect(() => new Script(programText(adoptions, "javascript"))).not.toThrow();
      }),
      { numRuns: 300 },
    );
  });

  test("holds no character that can't be seen, and neither does a file for pulumi import", () => {
    fc.assert(
      fc.property(hostileTokens, (tokens) => {
        const adoptions = adoptionsOf(tokens, undefined);
        for (const text of [programText(adoptions, "typescript"), importFileText(adoptions)])
          expect(text).not.toMatch(/[^\P{C}\n]|\p{Zl}|\p{Zp}/u);
        const inputs = (JSON.parse(importFileText(adoptions)) as { resources: { inputs: object }[] }).resources;
        expect(inputs.map((each) => each.inputs)).toEqual(
          adoptions.map(({ declared }) => expect.objectContaining(declared)),
        );
      }),
    );
  });
});
