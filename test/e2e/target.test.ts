import { steps } from "../support/steps";
import { tokenText } from "../support/tokenText";
import { withStack } from "../support/withStack";

const expDate = "2098-05-01T10:00:00-0700";
const textOf = (name: string, date = expDate) => tokenText({ token: `made-up-${name}`, expDate: date, location: name });
const tokenResource = (name: string, more = "", options = "{}") =>
  `new intune.VppToken("${name}", { token: "${textOf(name)}"${more} }, ${options});`;

describe("up --target: the engine asks the provider nothing about what isn't a target", () => {
  const { stack, intune } = withStack({ "Pulumi.yaml": "name: target\nruntime: nodejs\n", "package.json": "{}" });
  const step = steps(() => intune.forget());

  const declare = (...lines: string[]) =>
    stack.write({ "index.js": `const intune = require("pulumi-intune");\n${lines.join("\n")}` });
  const urnOf = (name: string) => `urn:pulumi:test::target::pulumi-nodejs:dynamic/intune:VppToken::${name}`;
  const idOf = (name: string) => String(stack.resources().find(({ urn }) => urn === urnOf(name))?.id);
  const target = (name: string, ...more: string[]) => stack.up("--target", urnOf(name), ...more);
  const writes = () => intune.requests.map(({ method }) => method).filter((method) => method !== "GET");
  const lists = () => intune.requests.filter(({ method }) => method === "GET").length;

  test("step by step", async () => {
    declare(tokenResource("a"), tokenResource("b"));
    await stack.mustRun(["up", "--yes", "--skip-preview"]);

    await step.each([
      ["after the others", "c", (line: string) => [tokenResource("a"), tokenResource("b"), line]],
      ["before the others", "d", (line: string) => [line, tokenResource("a"), tokenResource("b"), tokenResource("c")]],
    ])("creates a token of the same expiry that is declared %s", async (_, name, program) => {
      declare(...program(tokenResource(name)));
      const { code, output } = await stack.run(["up", "--yes", "--target", urnOf(name)]);
      expect(output).not.toContain("error:");
      expect(code).toBe(0);
      expect(writes()).toEqual(["POST"]);
      // One for the preview, and one for the update.
      expect(lists()).toBeLessThanOrEqual(2);
    });

    // A preview can't wait for them.
    await step.each([[[]], [["--target", urnOf("f")]]])(
      "creates a token before others that the program declares inside `apply`, with %j",
      async (options) => {
        const name = options.length === 0 ? "e" : "f";
        declare(
          `const pulumi = require("@pulumi/pulumi");`,
          tokenResource(name),
          `pulumi.output(new Promise((resolve) => setTimeout(resolve, 50))).apply(() => {`,
          ...["a", "b", "c", "d", ...(name === "f" ? ["e"] : [])].map((each) => tokenResource(each)),
          "});",
        );
        const { code, output } = await stack.up(...options);
        expect(output).not.toContain("error:");
        expect(code).toBe(0);
        expect(writes()).toEqual(["POST"]);
      },
    );

    const known = ["a", "b", "c", "d", "e", "f"];

    await step("leaves nothing to do, and nothing of it in the state", async () => {
      declare(...known.map((name) => tokenResource(name)));
      expect((await stack.up("--expect-no-changes")).code).toBe(0);
      expect(intune.requests).toEqual([]);
      for (const { inputs, outputs } of stack.resources()) {
        expect(inputs).not.toHaveProperty("__program");
        expect(outputs).not.toHaveProperty("__program");
      }
    });

    await step("refuses a token that is live and lost, and names its id", async () => {
      const { id } = await intune.send("POST", "/vppTokens", { token: textOf("lost") });
      intune.forget();
      declare(tokenResource("lost"), ...known.map((name) => tokenResource(name)));
      const { code, output } = await target("lost");
      expect(output).toContain(`import: "${id}"`);
      for (const name of known) expect(output).not.toContain(idOf(name));
      expect(code).not.toBe(0);
      expect(writes()).toEqual([]);
      await intune.send("DELETE", `/vppTokens/${id}`);
    });

    await step("refuses the token of a resource that isn't a target, and names that resource", async () => {
      const again = `new intune.VppToken("again", { token: "${textOf("a")}" });`;
      for (const lines of [
        [again, tokenResource("a")],
        [tokenResource("a"), again],
      ]) {
        declare(...lines, ...["b", "c", "d", "e", "f"].map((name) => tokenResource(name)));
        const { code, output } = await target("again");
        expect(output).toMatch(/"a"/);
        expect(output).toContain(idOf("a"));
        expect(code).not.toBe(0);
      }
      expect(writes()).toEqual([]);
    });

    await step("refuses a new token where the resource that gives it up isn't a target", async () => {
      // The program says that "a" has another token by now, and the live entity says nothing.
      const moved = `new intune.VppToken("a", { token: "${textOf("renewed")}" });`;
      declare(`new intune.VppToken("again", { token: "${textOf("a")}" });`, moved);
      const { code, output } = await target("again");
      expect(output).toMatch(/"a"/);
      expect(code).not.toBe(0);
      expect(writes()).toEqual([]);
    });

    await step("names both sides of an exchange of which one is a target", async () => {
      const exchanged = [
        `new intune.VppToken("a", { token: "${textOf("b")}" });`,
        `new intune.VppToken("b", { token: "${textOf("a")}" });`,
      ];
      declare(...exchanged, ...["c", "d", "e"].map((name) => tokenResource(name)));
      const { code, output } = await target("a");
      const messages = output.slice(output.indexOf("Diagnostics:"));
      for (const name of ["a", "b"]) expect(messages).toContain(`"${name}"`);
      expect(code).not.toBe(0);
      expect(writes()).toEqual([]);
    });

    await step("creates nothing where an existing resource depends on the new one, and says what to do", async () => {
      declare(
        tokenResource("new").replace("new intune", "const first = new intune"),
        tokenResource("a", "", "{ dependsOn: first }"),
        ...["b", "c", "d", "e"].map((name) => tokenResource(name)),
      );
      const { code, output } = await target("new");
      expect(output).toMatch(/run without `--target`/);
      expect(output).toContain(idOf("a"));
      expect(code).not.toBe(0);
      expect(writes()).toEqual([]);
    });

    await step("creates a token beside another new one of the same expiry, which isn't a target", async () => {
      declare(tokenResource("g"), tokenResource("h"), ...known.map((name) => tokenResource(name)));
      const { code, output } = await target("g");
      expect(output).not.toContain("error:");
      expect(code).toBe(0);
      expect(writes()).toEqual(["POST"]);
      intune.forget();
      expect((await stack.up()).code).toBe(0);
      expect(writes()).toEqual(["POST"]);
    });
  });
});
