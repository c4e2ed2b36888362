import { type Intune, startIntune } from "../support/intune";
import { steps } from "../support/steps";
import { tokenText } from "../support/tokenText";
import { withStack } from "../support/withStack";

const tokens = {
  contoso: tokenText({ token: "contoso" }),
  fabrikam: tokenText({ token: "fabrikam", orgName: "Fabrikam" }),
};

describe("two tenants in one program, through the real CLI", () => {
  // The environment speaks of the default connection only.
  const { stack, intune: contoso } = withStack({
    "Pulumi.yaml": "name: tenants\nruntime: nodejs\n",
    "package.json": "{}",
  });
  let fabrikam: Intune;

  beforeAll(async () => {
    fabrikam = await startIntune();
  });
  afterAll(() => fabrikam?.close());
  const step = steps(() => {
    contoso.forget();
    fabrikam.forget();
  });

  const declare = (connection: string, options = "{}") =>
    stack.write({
      "index.js": `
        const intune = require("pulumi-intune");
        new intune.VppToken("contoso", { token: "${tokens.contoso}" });
        new intune.VppToken("fabrikam", { token: "${tokens.fabrikam}", ${connection} }, ${options});
      `,
    });

  const bodies = ({ requests }: Intune) => requests.flatMap(({ body }) => (body ? [body] : []));

  test("step by step", async () => {
    await step("a connection without credentials is refused at preview, by the name of its keys", async () => {
      declare('connection: "fabrikam"');
      const { code, output } = await stack.preview();
      expect(output).toMatch(/fabrikam:/);
      expect(code).not.toBe(0);
    });

    await step("each token goes to its own tenant, with its own credentials", async () => {
      await stack.configure({ "fabrikam:graphEndpoint": fabrikam.url, "fabrikam:accessToken": "MARKED-FABRIKAM" }, [
        "fabrikam:accessToken",
      ]);
      const { code, output } = await stack.up();
      expect(code).toBe(0);
      expect(bodies(contoso)).toEqual([expect.objectContaining({ token: tokens.contoso })]);
      expect(bodies(fabrikam)).toEqual([expect.objectContaining({ token: tokens.fabrikam })]);
      expect(fabrikam.requests[0]?.headers.authorization).toBe("Bearer MARKED-FABRIKAM");
      expect(output + stack.stateText()).not.toMatch(/MARKED/);
    });

    await step("refreshes and repairs stay with the tenant", async () => {
      const id = stack.resources().find(({ urn }) => urn.endsWith("::fabrikam"))?.id;
      await fabrikam.send("PATCH", `/vppTokens/${id}`, { countryOrRegion: "us" });
      expect((await stack.refresh("--expect-no-changes")).code).toBe(0);
      expect([contoso.asked().length, fabrikam.asked().length]).toEqual([1, 1]);
    });

    await step("a change of connection is refused, and the message says why and what to do", async () => {
      declare("");
      const { code, output } = await stack.up();
      expect(output).toMatch(/the connection changes from "fabrikam" to "intune".*another tenant.*import/s);
      expect(output).not.toMatch(/\n\s+at .*:\d+:\d+/);
      expect(code).not.toBe(0);
      expect([...contoso.asked(), ...fabrikam.asked()]).toEqual([]);
    });

    await step("a change of connection goes through when the entity is imported there", async () => {
      const id = stack.resources().find(({ urn }) => urn.endsWith("::fabrikam"))?.id;
      await stack.configure({ "renamed:graphEndpoint": fabrikam.url, "renamed:accessToken": "y" }, [
        "renamed:accessToken",
      ]);
      declare('connection: "renamed"', `{ import: "${id}" }`);
      expect((await stack.up()).code).toBe(0);
      expect(fabrikam.asked()).toEqual([`GET /v1.0/deviceAppManagement/vppTokens/${id}`]);
      expect(stack.resources().find(({ urn }) => urn.endsWith("::fabrikam"))?.outputs.connection).toBe("renamed");
      expect((await stack.destroy()).code).toBe(0);
    });
  });
});
