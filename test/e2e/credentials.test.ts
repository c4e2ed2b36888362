import { steps } from "../support/steps";
import { startTokenEndpoint, type TokenEndpoint, tokenAnswer } from "../support/tokenEndpoint";
import { withStack } from "../support/withStack";

const accessToken = "MARKED-ACCESS-TOKEN";
const program = `
  const intune = require("pulumi-intune");
  for (const name of ["one", "two", "three", "four", "five"]) {
    const text = JSON.stringify({ token: name, expDate: "2099-05-01T10:00:00-0700", orgName: "Contoso" });
    new intune.VppToken(name, { token: Buffer.from(text).toString("base64") });
  }
`;
const notTheEmulatorsBearer = { INTUNE_ACCESS_TOKEN: "" };

describe("credentials, through the real CLI and @azure/identity", () => {
  let endpoint: TokenEndpoint;
  let accepted = "MARKED-CLIENT-SECRET";

  beforeAll(async () => {
    endpoint = await startTokenEndpoint(({ form }) =>
      form.client_secret === accepted || form.client_assertion === "MARKED-OIDC-TOKEN"
        ? tokenAnswer(accessToken)
        : {
            status: 401,
            body: { error: "invalid_client", error_description: "AADSTS7000215: Invalid client secret provided." },
          },
    );
  });
  afterAll(() => endpoint?.close());
  const { stack, intune } = withStack(
    { "Pulumi.yaml": "name: credentials\nruntime: nodejs\n", "package.json": "{}", "index.js": program },
    {
      variables: ({ variables }) => ({
        ...variables,
        ...notTheEmulatorsBearer,
        NODE_EXTRA_CA_CERTS: endpoint.certificateFile,
        INTUNE_AUTHORITY_HOST: endpoint.url,
      }),
    },
  );
  const step = steps();

  test("step by step", async () => {
    await step("a client secret of the configuration signs in once for all tokens of an up", async () => {
      await stack.configure(
        {
          "intune:tenantId": "contoso-tenant",
          "intune:clientId": "an-app",
          "intune:clientSecret": "MARKED-CLIENT-SECRET",
        },
        ["intune:clientSecret"],
      );
      const { code, output } = await stack.up();
      expect(output).toContain("+ 6 created");
      expect(code).toBe(0);
      expect(endpoint.requests).toHaveLength(1);
      expect(endpoint.requests[0]).toMatchObject({
        tenant: "contoso-tenant",
        form: { client_id: "an-app", scope: "https://graph.microsoft.com/.default", grant_type: "client_credentials" },
      });
      expect(new Set(intune.requests.map(({ headers }) => headers.authorization))).toEqual(
        new Set([`Bearer ${accessToken}`]),
      );
      expect(output + stack.stateText()).not.toMatch(/MARKED/);
    });

    await step(
      "after a rotated secret a refresh fails, for it uses the old one, and names --run-program, which works",
      async () => {
        accepted = "MARKED-ROTATED-SECRET";
        await stack.configure({ "intune:clientSecret": accepted }, ["intune:clientSecret"]);
        const refresh = ["refresh", "--yes", "--skip-preview"];
        const stale = await stack.run(refresh);
        expect(stale.code).not.toBe(0);
        expect(stale.output).toMatch(/AADSTS7000215/);
        expect(stale.output).toMatch(/--run-program/);
        expect(stale.output).not.toMatch(/MARKED|\n\s+at .*:\d+:\d+/);
        expect(stack.resources()).toHaveLength(5);
        expect((await stack.run([...refresh, "--run-program"])).code).toBe(0);
      },
    );

    await step("a federated token of the environment signs in without any secret", async () => {
      await stack.mustRun(["config", "rm", "intune:clientSecret"]);
      const before = endpoint.requests.length;
      const { code, output } = await stack.run(["refresh", "--yes", "--skip-preview", "--run-program"], {
        ARM_USE_OIDC: "true",
        ARM_OIDC_TOKEN: "MARKED-OIDC-TOKEN",
      });
      expect(output).toContain("6 unchanged");
      expect(code).toBe(0);
      expect(endpoint.requests.slice(before)).toMatchObject([{ form: { client_assertion: "MARKED-OIDC-TOKEN" } }]);
      expect(output).not.toMatch(/MARKED/);
    });

    await step(
      "a secret without the application is refused at preview, and the message lists where it was looked for",
      async () => {
        await stack.mustRun(["config", "rm", "intune:clientId"]);
        const { code, output } = await stack.run(["preview"], { INTUNE_CLIENT_SECRET: "MARKED-CLIENT-SECRET" });
        expect(code).not.toBe(0);
        for (const place of ["intune:clientId", "INTUNE_CLIENT_ID", "ARM_CLIENT_ID", "AZURE_CLIENT_ID"]) {
          expect(output).toContain(place);
        }
        expect(output).not.toMatch(/MARKED/);
      },
    );
  });
});
