import { compilerSays } from "../support/example";
import { type Intune, startIntune } from "../support/intune";
import { steps } from "../support/steps";
import { tokenText } from "../support/tokenText";
import { withStack } from "../support/withStack";

const tokens = {
  contoso: tokenText({ token: "contoso's", orgName: "Contoso" }),
  fabrikam: tokenText({ token: "fabrikam's", orgName: "Fabrikam", expDate: "2098-05-01T10:00:00-0700" }),
};

describe("examples/multi-tenant", () => {
  const { stack, intune: contoso } = withStack("multi-tenant");
  let fabrikam: Intune;
  const uploads = (tenant: Intune) =>
    tenant.requests
      .filter(({ method }) => method === "POST")
      .map(({ headers, body }) => ({ authorization: headers.authorization, body }));

  beforeAll(async () => {
    fabrikam = await startIntune();
    await stack.configure({
      "contoso:graphEndpoint": contoso.url,
      "contoso:appleId": "vpp@contoso.example",
      "fabrikam:graphEndpoint": fabrikam.url,
      "fabrikam:appleId": "vpp@fabrikam.example",
    });
    const secrets = {
      "contoso:accessToken": "of-contoso",
      "contoso:vppToken": tokens.contoso,
      "fabrikam:accessToken": "of-fabrikam",
      "fabrikam:vppToken": tokens.fabrikam,
    };
    await stack.configure(secrets, Object.keys(secrets));
  });
  afterAll(() => fabrikam?.close());
  const step = steps();

  test("step by step", async () => {
    await step("uploads each token to its own tenant, with that tenant's credentials", async () => {
      const { code, output } = await stack.up();
      expect(output).toMatch(/contoso *: "2099.*\n.*fabrikam *: "2098/);
      expect(code).toBe(0);
      expect(uploads(contoso)).toEqual([
        {
          authorization: "Bearer of-contoso",
          body: expect.objectContaining({ token: tokens.contoso, appleId: "vpp@contoso.example" }),
        },
      ]);
      expect(uploads(fabrikam)).toEqual([
        {
          authorization: "Bearer of-fabrikam",
          body: expect.objectContaining({ token: tokens.fabrikam, appleId: "vpp@fabrikam.example" }),
        },
      ]);
    });

    await step("takes each away from its own tenant", async () => {
      expect((await stack.destroy()).code).toBe(0);
      for (const tenant of [contoso, fabrikam]) {
        expect(tenant.requests.filter(({ method }) => method === "DELETE")).toHaveLength(1);
      }
    });
  });

  test("satisfies the compiler that its package.json asks for", () => {
    expect(compilerSays("multi-tenant")).toBe("");
  });
});
