import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { steps } from "../support/steps";
import { tokenText } from "../support/tokenText";
import { withStack } from "../support/withStack";

const token = tokenText({ token: "london" });
const another = tokenText({ token: "paris", orgName: "Contoso Paris" });

describe("a token that a program would replace, through the real CLI", () => {
  let id = "";

  const { stack, intune } = withStack({ "Pulumi.yaml": "name: replacement\nruntime: nodejs\n", "package.json": "{}" });
  const step = steps(() => intune.forget());

  /** The program declares these resources: name, arguments, options. */
  const declare = (...resources: [name: string, args: string, options?: string][]) => {
    const lines = resources.map(([name, args, options]) => `new VppToken("${name}", ${args}, ${options ?? "{}"});`);
    stack.write({ "index.js": `const { VppToken } = require("pulumi-intune");\n${lines.join("\n")}\n` });
  };
  const changes = () => intune.requests.map(({ method }) => method).filter((method) => method !== "GET");
  const london = `{ token: "${token}", countryOrRegion: "gb" }`;
  const resource = () => stack.resources()[0];

  test("step by step", async () => {
    await step("is replaced at the user's word (--replace), and its delete comes first", async () => {
      declare(["london", london]);
      expect((await stack.up()).code).toBe(0);
      const { code, output } = await stack.up("--replace", String(resource()?.urn));
      expect(output).toMatch(/VppToken london deleted.*[\s\S]*VppToken london created/);
      expect(code).toBe(0);
      expect(changes()).toEqual(["POST", "DELETE", "POST"]);
      id = String(resource()?.id);
    });

    await step("is not uploaded again under a new name: the error tells of aliases and of import", async () => {
      declare(["head-office", london]);
      const { code, output } = await stack.up();
      expect(output).toContain(`set the resource option \`import: "${id}"\``);
      expect(output).toContain("If you renamed the resource, set the option `aliases`");
      expect(code).not.toBe(0);
      expect(changes()).toEqual([]);
    });

    await step("stays when the resource of the new name takes it over and the old one is deleted", async () => {
      declare(["head-office", london, `{ import: "${id}" }`]);
      const { code, output } = await stack.up();
      expect(output).toContain(`The VPP token ${id} was not deleted: another resource in this program manages it.`);
      expect(code).toBe(0);
      expect(changes()).toEqual([]);
      expect(stack.resources().map(({ urn, id }) => [urn.split("::").at(-1), id])).toEqual([["head-office", id]]);
      expect((await stack.drift()).code).toBe(0);
    });

    await step("stays as well when `import` is left in the program and the user asks for a replacement", async () => {
      const { code } = await stack.up("--replace", String(resource()?.urn));
      expect(code).toBe(0);
      expect(changes()).toEqual([]);
      expect(resource()?.id).toBe(id);
    });

    await step(
      "is not deleted when `import` is left in the program and a change would replace it: the preview says so",
      async () => {
        const options = `{ import: "${id}", replaceOnChanges: ["countryOrRegion"] }`;
        declare(["head-office", `{ token: "${token}", countryOrRegion: "fr" }`, options]);
        for (const args of [["preview"], ["up", "--yes", "--skip-preview"]]) {
          const { code, output } = await stack.run(args);
          expect(output).toMatch(/would delete the token before it could be imported again. Remove `import`/);
          expect(code).not.toBe(0);
        }
        expect(changes()).toEqual([]);
      },
    );

    await step(
      "stays when it moves to another name in a run that ends before its deletes, and in the next one",
      async () => {
        const moved: [string, string, string] = ["main-office", london, `{ import: "${id}" }`];
        declare(moved, ["broken", `{ token: "${tokenText({ token: "old", expDate: "2020-01-01T00:00:00Z" })}" }`]);
        expect((await stack.up("--refresh")).code).not.toBe(0);
        declare(moved);
        const { code, output } = await stack.up("--refresh");
        expect(output).toContain(`The VPP token ${id} was not deleted: another resource in this program manages it.`);
        expect(code).toBe(0);
        expect(changes()).toEqual([]);
        expect(stack.resources().map((one) => [one.urn.split("::").at(-1), one.id])).toEqual([["main-office", id]]);
      },
    );

    await step("is not uploaded while the program declares it twice", async () => {
      declare(
        ["main-office", london],
        ["paris", `{ token: "${another}" }`],
        ["paris-again", `{ token: "${another}" }`],
      );
      const { code, output } = await stack.up();
      expect(output).toContain("Another resource in this program already uses this VPP token. Declare it only once.");
      expect(code).not.toBe(0);
      expect(changes()).toEqual([]);
      const again = await stack.up();
      expect(again.output).toContain(
        "Another resource in this program already uses this VPP token. Declare it only once.",
      );
      expect(again.output).not.toContain("set the resource option");
      expect(changes()).toEqual([]);
    });

    await step("stays as it is with ignoreChanges of its source, whatever becomes of that", async () => {
      const file = join(stack.folder, "berlin.vpptoken");
      const berlin = (country: string): [string, string, string] => [
        "berlin",
        `{ tokenFrom: { file: "berlin.vpptoken" }, countryOrRegion: "${country}" }`,
        '{ ignoreChanges: ["tokenFrom"] }',
      ];
      writeFileSync(file, tokenText({ token: "berlin", orgName: "Contoso Berlin", expDate: "2098-06-01T10:00:00Z" }));
      declare(["main-office", london], berlin("de"));
      await stack.mustRun(["up", "--yes", "--skip-preview"]);
      writeFileSync(file, tokenText({ token: "renewed", orgName: "Contoso Berlin", expDate: "2099-06-01T10:00:00Z" }));
      intune.forget();
      await stack.mustRun(["up", "--yes", "--expect-no-changes"]);
      rmSync(file);
      declare(["main-office", london], berlin("at"));
      await stack.mustRun(["up", "--yes"]);
      expect(intune.requests.filter(({ method }) => method !== "GET").map(({ body }) => body)).toEqual([
        { "@odata.type": "#microsoft.graph.vppToken", countryOrRegion: "at" },
      ]);
    });
  });
});
