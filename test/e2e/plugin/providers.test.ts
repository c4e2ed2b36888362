import { accessTokenOf } from "../../support/accessToken";
import { type Intune, startIntune } from "../../support/intune";
import { expectWell } from "../../support/pulumi";
import { steps } from "../../support/steps";
import { tokenText } from "../../support/tokenText";
import { withStack } from "../../support/withStack";
import { reference, yamlProgram, yamlToken } from "../../support/yamlProgram";

const tenants = { contoso: "11111111-aaaa-4000-8000-00000000000a", fabrikam: "22222222-bbbb-4000-8000-00000000000b" };
const bearers = {
  contoso: accessTokenOf(tenants.contoso, "MARKED"),
  rotated: accessTokenOf(tenants.contoso, "MARKED-ROTATED"),
  fabrikam: accessTokenOf(tenants.fabrikam, "MARKED"),
};
const tokens = {
  contoso: tokenText({ token: "contoso", expDate: "2098-05-01T10:00:00-0700" }),
  fabrikam: tokenText({ token: "fabrikam" }),
  third: tokenText({ token: "third", expDate: "2097-05-01T10:00:00-0700" }),
};

describe("two tenants by explicit providers, through the plugin", () => {
  const { stack, intune: contoso } = withStack(yamlProgram("providers", {}), { link: false, variables: () => ({}) });
  let fabrikam: Intune;
  /** Another address of Contoso's. */
  let moved: string;

  beforeAll(async () => {
    fabrikam = await startIntune();
    moved = contoso.url.replace("127.0.0.1", "localhost");
  });
  afterAll(() => fabrikam?.close());
  const step = steps(() => {
    contoso.forget();
    fabrikam.forget();
  });

  const provider = (graphEndpoint: string, accessToken: string) => ({
    type: "pulumi:providers:intune",
    properties: { graphEndpoint, accessToken },
  });
  const by = (name: string, token: string) =>
    yamlToken({ token, countryOrRegion: "gb" }, { provider: reference(name) });
  const declare = (resources: object, more: { contosoUrl?: string; contosoBearer?: string } = {}) =>
    stack.write(
      yamlProgram("providers", {
        resources: {
          contosoTenant: provider(more.contosoUrl ?? contoso.url, more.contosoBearer ?? bearers.contoso),
          fabrikamTenant: provider(fabrikam.url, bearers.fabrikam),
          ...resources,
        },
      }),
    );
  const both = () => ({ london: by("contosoTenant", tokens.contoso), paris: by("fabrikamTenant", tokens.fabrikam) });
  const bodies = ({ requests }: Intune) => requests.flatMap(({ body }) => (body ? [body] : []));
  const quiet = () => expect([...contoso.asked(), ...fabrikam.asked()]).toEqual([]);

  test("step by step", async () => {
    await step("each token goes to its own tenant, and the credentials are secrets in the state", async () => {
      declare(both());
      const { code, output } = await stack.up();
      expect(code).toBe(0);
      expect(bodies(contoso)).toEqual([expect.objectContaining({ token: tokens.contoso })]);
      expect(bodies(fabrikam)).toEqual([expect.objectContaining({ token: tokens.fabrikam })]);
      expect(fabrikam.requests[0]?.headers.authorization).toBe(`Bearer ${bearers.fabrikam}`);
      for (const bearer of Object.values(bearers)) expect(`${output}${stack.storedText()}`).not.toContain(bearer);
      expect(stack.stateText()).toMatch(/"accessToken": *\{\s*"4dabf18193072939515e22adb298388d"/);
    });

    await step("a second up sends nothing, and a refresh reads each tenant once", async () => {
      expectWell(await stack.up("--expect-no-changes"));
      quiet();
      expectWell(await stack.refresh("--expect-no-changes"));
      expect([contoso.asked().length, fabrikam.asked().length]).toEqual([1, 1]);
    });

    await step("a rotated credential and another address of the tenant change the provider and no token", async () => {
      declare(both(), { contosoUrl: moved, contosoBearer: bearers.rotated });
      const preview = await stack.preview();
      expect(preview.output).not.toMatch(/replace|\bdelete/);
      const { code, output } = await stack.up();
      expect(output).toMatch(/1 updated/);
      expect(output).not.toMatch(/replaced|deleted|VppToken/);
      expect(code).toBe(0);
      quiet();
      expectWell(await stack.refresh("--expect-no-changes"));
      expect(contoso.requests[0]?.headers.authorization).toBe(`Bearer ${bearers.rotated}`);
    });

    await step("a resource that moves to another tenant's provider is refused, and nothing is sent", async () => {
      declare({ london: by("fabrikamTenant", tokens.contoso), paris: by("fabrikamTenant", tokens.fabrikam) });
      for (const args of [["preview"], ["up", "--yes", "--skip-preview"]]) {
        const { code, output } = await stack.run(args);
        expect(output).toContain(tenants.contoso);
        expect(output).toContain(tenants.fabrikam);
        expect(code).not.toBe(0);
      }
      quiet();
    });

    await step("one token may be declared for both tenants", async () => {
      declare({ ...both(), a: by("contosoTenant", tokens.third), b: by("fabrikamTenant", tokens.third) });
      expectWell(await stack.up());
      expect([bodies(contoso).length, bodies(fabrikam).length]).toEqual([1, 1]);
    });

    await step("destroy removes each from its tenant", async () => {
      expectWell(await stack.destroy());
      for (const intune of [contoso, fabrikam]) expect((await intune.send("GET", "/vppTokens")).value).toEqual([]);
    });
  });
});

describe("two tenants by named connections of one provider, through the plugin", () => {
  const { stack, intune: contoso } = withStack(yamlProgram("connections", {}), { link: false });
  let fabrikam: Intune;
  beforeAll(async () => {
    fabrikam = await startIntune();
  });
  afterAll(() => fabrikam?.close());
  const step = steps(() => {
    contoso.forget();
    fabrikam.forget();
  });

  const declare = (connection: string) =>
    stack.write(
      yamlProgram("connections", {
        resources: {
          london: yamlToken({ token: tokens.contoso }),
          paris: yamlToken({ token: tokens.fabrikam, ...(connection === "" ? {} : { connection }) }),
        },
      }),
    );

  test("step by step", async () => {
    await step("a connection without settings is refused at preview, by its name", async () => {
      declare("fabrikam");
      const { code, output } = await stack.preview();
      expect(output).toMatch(/intune:connections\.fabrikam/);
      expect(code).not.toBe(0);
    });

    await step("each token goes to its own tenant", async () => {
      const key = (name: string) => `intune:connections.fabrikam.${name}`;
      await stack.mustRun(["config", "set", "--path", "--plaintext", key("graphEndpoint"), fabrikam.url]);
      await stack.mustRun(["config", "set", "--path", "--secret", key("accessToken"), "MARKED-FABRIKAM"]);
      const { code, output } = await stack.up();
      expect(code).toBe(0);
      expect(
        [contoso, fabrikam].map(({ requests }) => requests.flatMap(({ body }) => (body ? [Object(body).token] : []))),
      ).toEqual([[tokens.contoso], [tokens.fabrikam]]);
      expect(fabrikam.requests[0]?.headers.authorization).toBe("Bearer MARKED-FABRIKAM");
      expect(`${output}${stack.storedText()}`).not.toContain("MARKED");
      expectWell(await stack.up("--expect-no-changes"));
    });

    await step("a change of connection is refused, and nothing is sent", async () => {
      declare("");
      const { code, output } = await stack.up();
      expect(output).toMatch(/the connection changes from "fabrikam" to "intune"/);
      expect(code).not.toBe(0);
      expect([...contoso.asked(), ...fabrikam.asked()]).toEqual([]);
    });
  });
});
