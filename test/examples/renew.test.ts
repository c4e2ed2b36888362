import { compilerSays } from "../support/example";
import { steps } from "../support/steps";
import { tokenText } from "../support/tokenText";
import { withStack } from "../support/withStack";

const renewed = tokenText({ token: "renewed", expDate: expiryIn(365) });

/** In an hour more than so many days, as Apple writes it. */
function expiryIn(days: number): string {
  const hours = days * 24 + 1;
  return `${new Date(Date.now() + hours * 3_600_000).toISOString().slice(0, 19)}+0000`;
}

describe("examples/renew", () => {
  const { stack, intune } = withStack("renew", {
    configuration: {
      vppToken: tokenText({ token: "last year's", expDate: expiryIn(5) }),
      appleId: "vpp@contoso.example",
    },
  });
  let id: string | undefined;

  const step = steps(() => intune.forget());

  test("step by step", async () => {
    await step("warns of a token that expires soon", async () => {
      const { code, output } = await stack.up();
      expect(output).toMatch(/warning: The token expires in 5 days, on .*Download a new token for the same location/);
      expect(code).toBe(0);
      id = stack.resources()[0]?.id;
    });

    await step("uploads the renewed token to the same entity, and warns no more", async () => {
      await stack.configure({ vppToken: renewed }, ["vppToken"]);
      const { code, output } = await stack.up();
      expect(output).not.toMatch(/warning|expires in/);
      expect(code).toBe(0);
      const changes = intune.requests.filter(({ method }) => method !== "GET");
      expect(changes.map(({ method, path, body }) => [method, path, body])).toEqual([
        [
          "PATCH",
          `/v1.0/deviceAppManagement/vppTokens/${id}`,
          { "@odata.type": "#microsoft.graph.vppToken", token: renewed },
        ],
      ]);
      expect(stack.resources().map((resource) => resource.id)).toEqual([id]);
    });

    await step("warns as many days before the expiry as its user wants", async () => {
      await stack.configure({ renewalWarningDays: "400" });
      expect((await stack.preview()).output).toMatch(/warning: The token expires in 365 days/);
    });
  });

  test("satisfies the compiler that its package.json asks for", () => {
    expect(compilerSays("renew")).toBe("");
  });
});
