import { steps } from "../support/steps";
import { tokenText } from "../support/tokenText";
import { withStack } from "../support/withStack";

const token = tokenText({ token: "one", expDate: "2098-05-01T10:00:00-0700" });
const args = `token: "${token}", appleId: "vpp@contoso.example"`;

describe("a create never doubles a token, through the real CLI", () => {
  const { stack, intune } = withStack({ "Pulumi.yaml": "name: once\nruntime: nodejs\n", "package.json": "{}" });
  const step = steps(() => intune.forget());

  const declare = (...resources: string[]) =>
    stack.write({ "index.js": `const intune = require("pulumi-intune");\n${resources.join("\n")}` });
  const resource = (name: string, more: string, options = "{}") =>
    `new intune.VppToken("${name}", { ${more} }, ${options});`;
  const methods = () => intune.requests.map(({ method }) => method);
  const tenant = async () => ((await intune.send("GET", "/vppTokens")).value as { id: string }[]).map(({ id }) => id);

  test("step by step", async () => {
    await step(
      "one that is in the tenant already, as after a run that was cut short, is not sent: the error names its id",
      async () => {
        const { id } = await intune.send("POST", "/vppTokens", { token, appleId: "vpp@contoso.example" });
        declare(resource("london", args));
        const { code, output } = await stack.up();
        expect(output).toContain(`set the resource option \`import: "${id}"\``);
        expect(output).not.toMatch(/\n\s+at .*:\d+:\d+/);
        expect(code).not.toBe(0);
        expect(methods()).toEqual(["GET"]);
        intune.forget();
        declare(resource("london", args, `{ import: "${id}" }`));
        expect((await stack.up()).code).toBe(0);
        expect(methods()).not.toContain("POST");
        expect(await tenant()).toEqual([id]);
      },
    );

    await step("many are created with one list", async () => {
      const others = ["a", "b", "c", "d", "e"].map((name, index) =>
        resource(name, `token: "${tokenText({ token: name, expDate: `208${index}-05-01T10:00:00Z` })}"`),
      );
      declare(resource("london", args), ...others);
      expect((await stack.up()).code).toBe(0);
      expect(methods().sort()).toEqual(["GET", "POST", "POST", "POST", "POST", "POST"]);
    });

    await step("look-alikes of one run are all created, each with its own id", async () => {
      const alike = ["x", "y", "z"].map((name) =>
        resource(name, `token: "${tokenText({ token: name, expDate: "2097-05-01T10:00:00Z" })}"`),
      );
      declare(resource("london", args), ...alike);
      expect((await stack.up()).code).toBe(0);
      const ids = stack.resources().map(({ id }) => id);
      expect(new Set(ids).size).toBe(4);
      expect(new Set(await tenant())).toEqual(new Set(ids));
    });

    await step("a replacement, where a user asks for one, deletes before it creates", async () => {
      const replaced = (country: string) =>
        resource("london", `${args}, countryOrRegion: "${country}"`, '{ replaceOnChanges: ["countryOrRegion"] }');
      declare(replaced("gb"));
      expect((await stack.up()).code).toBe(0);
      intune.forget();
      declare(replaced("us"));
      expect((await stack.up()).code).toBe(0);
      const writes = methods().filter((method) => method !== "GET");
      expect(writes.indexOf("DELETE")).toBeLessThan(writes.indexOf("POST"));
      expect(await tenant()).toHaveLength(1);
    });

    await step(
      "a second one of the same location is kept in the state as a failed initialization that names the other",
      async () => {
        const [first] = await tenant();
        declare(
          resource("london", `${args}, countryOrRegion: "us"`),
          resource("again", `token: "${tokenText({ token: "one" })}", displayName: "again"`),
        );
        const { code, output } = await stack.up();
        expect(code).not.toBe(0);
        expect(output).toMatch(/duplicateLocationId/);
        expect(output).toContain(`The other one is ${first}`);
        expect(stack.resources()).toHaveLength(2);
        expect((await stack.refresh()).code).toBe(0);
        expect((await stack.up()).code).toBe(0);
        expect(stack.resources()).toHaveLength(2);
        expect((await stack.destroy()).code).toBe(0);
        expect(await tenant()).toEqual([]);
      },
    );
  });
});
