import { compilerSays, type Example, startExample } from "../support/example";
import { tokenText } from "../support/tokenText";

const renewed = tokenText({ token: "renewed", expDate: expiryIn(365) });

/** In an hour more than so many days, as Apple writes it. */
function expiryIn(days: number): string {
  const hours = days * 24 + 1;
  return `${new Date(Date.now() + hours * 3_600_000).toISOString().slice(0, 19)}+0000`;
}

describe("examples/renew", () => {
  let example: Example;
  let id: string | undefined;

  beforeAll(async () => {
    const vppToken = tokenText({ token: "last year's", expDate: expiryIn(5) });
    example = await startExample({
      program: "renew",
      configuration: { vppToken, appleId: "vpp@contoso.example" },
    });
  });
  afterAll(() => example?.close());
  beforeEach(() => example.intune.forget());

  test("warns of a token that expires soon", async () => {
    const { code, output } = await example.stack.up();
    expect(output).toMatch(/warning: The token expires in 5 days, on .*Download a new token for the same location/);
    expect(code).toBe(0);
    id = example.stack.resources()[0]?.id;
  });

  test("uploads the renewed token to the same entity, and warns no more", async () => {
    await example.stack.configure({ vppToken: renewed }, ["vppToken"]);
    const { code, output } = await example.stack.up();
    expect(output).not.toMatch(/warning|expires in/);
    expect(code).toBe(0);
    const changes = example.intune.requests.filter(({ method }) => method !== "GET");
    expect(changes.map(({ method, path, body }) => [method, path, body])).toEqual([
      [
        "PATCH",
        `/v1.0/deviceAppManagement/vppTokens/${id}`,
        { "@odata.type": "#microsoft.graph.vppToken", token: renewed },
      ],
    ]);
    expect(example.stack.resources().map((resource) => resource.id)).toEqual([id]);
  });

  test("warns as many days before the expiry as its user wants", async () => {
    await example.stack.configure({ renewalWarningDays: "400" });
    expect((await example.stack.run(["preview"])).output).toMatch(/warning: The token expires in 365 days/);
  });

  test("satisfies the compiler that its package.json asks for", () => {
    expect(compilerSays("renew")).toBe("");
  });
});
