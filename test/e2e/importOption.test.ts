import { tokenText } from "../support/tokenText";
import { withStack } from "../support/withStack";

const live = tokenText({ token: "live", expDate: "2098-05-01T10:00:00-0700" });
const renewed = tokenText({ token: "renewed", expDate: "2099-05-01T10:00:00-0700" });
const older = tokenText({ token: "older", expDate: "2097-05-01T10:00:00-0700" });
const foreign = tokenText({ token: "foreign", expDate: "2099-05-01T10:00:00-0700", orgName: "Fabrikam" });

describe("importing a live token, through the real CLI", () => {
  let id = "";

  const { stack, intune } = withStack({ "Pulumi.yaml": "name: importing\nruntime: nodejs\n", "package.json": "{}" });

  /** A new live token and a program about it, in a stack that knows neither. */
  async function fresh(args: string, options: (id: string) => string = (id) => `{ import: "${id}" }`): Promise<void> {
    for (const { urn } of stack.resources()) await stack.mustRun(["state", "delete", "--yes", urn]);
    const entities = (await intune.send("GET", "/vppTokens")).value as { id: string }[];
    for (const entity of entities) await intune.send("DELETE", `/vppTokens/${entity.id}`);
    const made = await intune.send("POST", "/vppTokens", {
      token: live,
      appleId: "vpp@contoso.example",
      countryOrRegion: "us",
    });
    id = String(made.id);
    declare(args, options(id));
    intune.forget();
  }

  function declare(args: string, options = "{}"): void {
    stack.write({
      "index.js": `
        const intune = require("pulumi-intune");
        const token = new intune.VppToken("london", ${args}, ${options});
        exports.country = token.countryOrRegion;
      `,
    });
  }
  const methods = () => intune.requests.map(({ method }) => method);
  const drift = () => stack.drift();

  test("the preview says so on the resource, and lists what will change", async () => {
    await fresh(`{ token: "${live}", countryOrRegion: "gb", appleId: "vpp@contoso.example" }`);
    const { code, output } = await stack.preview();
    expect(output).toMatch(
      new RegExp(`The existing VPP token ${id} will be imported, and changed in countryOrRegion;`),
    );
    expect(code).toBe(0);
    expect(methods()).toEqual(["GET"]);
  });

  test("arguments that match lead to no PATCH, and a token whose dates match to no upload", async () => {
    await fresh(`{ token: "${live}", countryOrRegion: "US", appleId: "vpp@contoso.example" }`);
    expect((await stack.preview()).output).toMatch(/will be imported as it is: nothing is sent/);
    intune.forget();
    const { code } = await stack.up();
    expect(code).toBe(0);
    expect(methods()).toEqual(["GET"]);
    expect(stack.resources()[0]?.id).toBe(id);
    expect((await drift()).code).toBe(0);
  });

  test("only what differs is sent, and import may stay or go afterwards", async () => {
    await fresh(`{ token: "${live}", countryOrRegion: "gb" }`);
    expect((await stack.up()).code).toBe(0);
    expect(intune.requests.map(({ method, body }) => [method, body])).toEqual([
      ["GET", undefined],
      ["PATCH", { "@odata.type": "#microsoft.graph.vppToken", countryOrRegion: "gb" }],
    ]);
    intune.forget();
    expect((await stack.up("--expect-no-changes")).code).toBe(0);
    declare(`{ token: "${live}", countryOrRegion: "gb" }`);
    expect((await stack.preview("--expect-no-changes")).code).toBe(0);
    expect((await stack.up("--expect-no-changes")).code).toBe(0);
    expect(methods()).toEqual([]);
    expect((await drift()).code).toBe(0);
  });

  test.each([
    ["stays in", (id: string) => `{ import: "${id}" }`],
    ["is dropped from", () => "{}"],
  ])(
    "drift and its repair are shown without anything of the import, when import %s the program",
    async (_, options) => {
      await fresh('{ countryOrRegion: "us" }');
      expect((await stack.up()).code).toBe(0);
      declare('{ countryOrRegion: "us" }', options(id));
      expect((await stack.up("--expect-no-changes")).code).toBe(0);
      await intune.send("PATCH", `/vppTokens/${id}`, { countryOrRegion: "fr" });
      const check = await stack.drift("--diff");
      expect(check.code).toBe(7);
      expect(check.output).toMatch(/~ countryOrRegion: "us" => "fr"/);
      const repair = await stack.run(["up", "--yes", "--refresh", "--diff"]);
      expect(repair.output).toMatch(/~ countryOrRegion: "fr" => "us"/);
      expect(`${check.output}${repair.output}`).not.toMatch(/__(import|adoption)/);
    },
  );

  test("an unknown id fails at preview and at up, and creates nothing", async () => {
    await fresh(`{ token: "${renewed}" }`, () => '{ import: "00000000-0000-4000-8000-000000000000" }');
    for (const args of [["preview"], ["up", "--yes", "--skip-preview"]]) {
      const { code, output } = await stack.run(args);
      expect(output).toMatch(
        /There is no VPP token with the id 00000000-\S+, which `import` names.*Nothing was created/,
      );
      expect(output).not.toMatch(/\n\s+at .*:\d+:\d+/);
      expect(code).not.toBe(0);
    }
    expect(new Set(methods())).toEqual(new Set(["GET"]));
    expect(stack.resources()).toEqual([]);
  });

  test("without the token's text it is managed in everything else, and a text given later is uploaded if it is newer", async () => {
    await fresh('{ countryOrRegion: "gb" }');
    expect((await stack.up()).code).toBe(0);
    expect(stack.resources()[0]?.outputs).not.toHaveProperty("token");
    intune.forget();
    declare(`{ token: "${live}", countryOrRegion: "gb" }`);
    expect((await stack.up()).code).toBe(0);
    expect(methods()).toEqual([]);
    declare(`{ token: "${renewed}", countryOrRegion: "gb" }`);
    expect((await stack.up()).code).toBe(0);
    expect(intune.requests.map(({ method, body }) => [method, body])).toEqual([
      ["GET", undefined],
      ["PATCH", { "@odata.type": "#microsoft.graph.vppToken", token: renewed }],
    ]);
  });

  test("another organization's newer token is uploaded: the name in Intune, which people edit, proves nothing", async () => {
    await fresh(`{ token: "${foreign}" }`);
    expect((await stack.up()).code).toBe(0);
    expect(intune.requests.at(-1)).toMatchObject({ method: "PATCH", body: { token: foreign } });
  });

  test.each([["an older token", older, /expires earlier/]])(
    "%s is not uploaded over the live one",
    async (_what, token, why) => {
      await fresh(`{ token: "${token}" }`);
      for (const args of [["preview"], ["up", "--yes", "--skip-preview"]]) {
        const { code, output } = await stack.run(args);
        expect(output).toMatch(why);
        expect(code).not.toBe(0);
      }
      expect(new Set(methods())).toEqual(new Set(["GET"]));
      declare(`{ token: "${token}", skipTokenChecks: true }`, `{ import: "${id}" }`);
      intune.forget();
      expect((await stack.up()).code).toBe(0);
      expect(methods()).toEqual(["GET", "PATCH"]);
    },
  );

  test("an import that names another token than the resource manages is refused", async () => {
    await fresh('{ countryOrRegion: "us" }');
    expect((await stack.up()).code).toBe(0);
    declare('{ countryOrRegion: "us" }', '{ import: "another" }');
    const { code, output } = await stack.preview();
    expect(output).toMatch(/`import` names the VPP token another, and this resource manages/);
    expect(code).not.toBe(0);
  });

  test("get reads a token and manages nothing of it", async () => {
    await fresh("{}");
    stack.write({
      "index.js": `
        const intune = require("pulumi-intune");
        const token = intune.VppToken.get("london", "${id}");
        exports.country = token.countryOrRegion;
        exports.expires = token.expirationDateTime;
      `,
    });
    const { code, output } = await stack.up();
    expect(output).toContain('country: "us"');
    expect(code).toBe(0);
    expect((await stack.refresh()).code).toBe(0);
    expect((await stack.destroy()).code).toBe(0);
    expect(new Set(methods())).toEqual(new Set(["GET"]));
  });
});
