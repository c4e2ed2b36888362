import { accessTokenOf } from "../support/accessToken";
import { type Intune, startIntune } from "../support/intune";
import { steps } from "../support/steps";
import { tokenText } from "../support/tokenText";
import { tokenProgram, withStack } from "../support/withStack";

const contoso = "11111111-aaaa-4000-8000-00000000000a";
const fabrikam = "22222222-bbbb-4000-8000-00000000000b";
const token = (name: string, expDate = "2099-05-01T10:00:00-0700") => tokenText({ token: `made-up-${name}`, expDate });

describe.each([
  [
    "by its access token",
    { INTUNE_ACCESS_TOKEN: accessTokenOf(contoso) },
    { INTUNE_ACCESS_TOKEN: accessTokenOf(fabrikam) },
  ],
  ["by the configured tenantId", { INTUNE_TENANT_ID: contoso.toUpperCase() }, { INTUNE_TENANT_ID: fabrikam }],
])("a stack signed in to another tenant, which is known %s, through the real CLI", (_, first, second) => {
  const { stack, box, intune, declareTokens } = withStack(tokenProgram("one-tenant"), {
    box: true,
    variables: ({ variables }) => ({ ...variables, ...first }),
  });
  let other: Intune;
  let state: string;

  beforeAll(async () => {
    other = await startIntune();
    declare("gb");
    await stack.mustRun(["up", "--yes", "--skip-preview"]);
    state = ids();
  });
  afterAll(() => other?.close());
  const step = steps(() => {
    box.forget();
    other.forget();
  });

  const london = (country: string) => ({ name: "london", args: { token: token("london"), countryOrRegion: country } });
  const paris = { name: "paris", args: { token: token("paris") } };
  const declare = (country: string) => declareTokens(london(country), paris);
  const ids = () =>
    JSON.stringify(
      stack
        .resources()
        .map(({ urn, id }) => [urn, id])
        .sort(),
    );
  const elsewhere = (...args: string[]) =>
    stack.run(args, { ...other.variables, ...second, INTUNE_GRAPH_ENDPOINT: other.url });

  async function expectStopped(...args: string[]): Promise<void> {
    const { code, output } = await elsewhere(...args);
    expect(output.toLowerCase()).toContain(contoso);
    expect(output.toLowerCase()).toContain(fabrikam);
    expect(output).not.toMatch(/\n\s+at .*:\d+:\d+/);
    expect(code).not.toBe(0);
    expect(ids()).toBe(state);
    expect(other.requests.filter(({ method }) => method !== "GET")).toEqual([]);
    expect(box.requests).toEqual([]);
  }

  test("step by step", async () => {
    await step("refresh: stops, and drops nothing", () => expectStopped("refresh", "--yes", "--skip-preview"));

    await step("update: stops, and sends nothing", async () => {
      declare("us");
      await expectStopped("up", "--yes", "--skip-preview");
      declare("gb");
    });

    await step.each([
      ["after", [london("gb"), paris, { name: "rome", args: { token: token("rome") } }]],
      ["before", [{ name: "rome", args: { token: token("rome") } }, london("gb"), paris]],
    ])("create: stops, and uploads nothing, when the new token is declared %s the others", async (__, all) => {
      declareTokens(...all);
      await expectStopped("up", "--yes", "--skip-preview");
      declare("gb");
    });

    await step("delete: stops, and drops nothing", () => expectStopped("destroy", "--yes", "--skip-preview"));

    await step("in its own tenant it goes on as before", async () => {
      expect((await stack.up("--expect-no-changes")).code).toBe(0);
      expect((await stack.drift()).code).toBe(0);
      expect((await stack.destroy()).code).toBe(0);
      expect(await intune.tokens()).toEqual([]);
    });
  });
});

describe("a tenant that isn't known by a GUID, through the real CLI", () => {
  const { stack, box, declareTokens } = withStack(tokenProgram("unknown-tenant"), { box: true });

  const known = { INTUNE_ACCESS_TOKEN: accessTokenOf(contoso) };
  const byDomain = { INTUNE_TENANT_ID: "contoso.onmicrosoft.com" };
  const broken = { INTUNE_ACCESS_TOKEN: "eyJhbGciOiJub25lIn0.eyJ0aWQiOjd9.x" };

  test("refresh and update: an opaque access token, a domain, and a token without a tenant compare with nothing", async () => {
    const declare = (country: string) =>
      declareTokens({ name: "london", args: { token: token("london"), countryOrRegion: country } });
    declare("gb");
    expect((await stack.run(["up", "--yes", "--skip-preview"], known)).code).toBe(0);
    const id = stack.idOf("london");
    for (const variables of [{}, byDomain, broken, known]) {
      const { code } = await stack.run(["refresh", "--yes", "--skip-preview", "--expect-no-changes"], variables);
      expect(code).toBe(0);
      expect(stack.idOf("london")).toBe(id);
    }
    box.forget();
    declare("us");
    expect((await stack.run(["up", "--yes", "--skip-preview"], byDomain)).code).toBe(0);
    expect(box.writes()).toEqual([`PATCH ${id}`]);
    box.forget();
    expect((await stack.up("--expect-no-changes")).code).toBe(0);
    expect(box.requests).toEqual([]);
    expect((await stack.destroy()).code).toBe(0);
  });
});

describe.each([
  ["by their access tokens", accessTokenOf(contoso, "one"), accessTokenOf(contoso, "two"), {}],
  ["by the configured tenantId", "opaque-one", "opaque-two", { tenantId: contoso }],
])("two connections to one tenant, which is known %s, through the real CLI", (_, first, second, more) => {
  const { stack, box, declareTokens } = withStack(tokenProgram("two-connections"), { box: true });

  beforeAll(async () => {
    const settings = (namespace: string, accessToken: string) =>
      Object.fromEntries(
        Object.entries({ graphEndpoint: box.url, accessToken, ...more }).map(([key, value]) => [
          `${namespace}:${key}`,
          value,
        ]),
      );
    await stack.configure({ ...settings("intune", first), ...settings("second", second) }, [
      "intune:accessToken",
      "second:accessToken",
    ]);
  });
  const step = steps(() => box.forget());

  const bySecond = { connection: "second" };
  const one = { name: "one", args: { token: token("one") } };
  const two = { name: "two", args: { token: token("two"), ...bySecond } };

  test("step by step", async () => {
    await step("create: shares one list, and uploads two tokens of one expiry", async () => {
      declareTokens(one, two);
      expect((await stack.up()).code).toBe(0);
      expect(box.methods().sort()).toEqual(["GET", "POST", "POST"]);
      expect(new Set(box.requests.map(({ authorization }) => authorization)).size).toBe(2);
    });

    await step("create: refuses the same token for both at preview, and sends nothing", async () => {
      const text = token("three", "2098-05-01T10:00:00-0700");
      declareTokens(one, two, { name: "x", args: { token: text } }, { name: "y", args: { token: text, ...bySecond } });
      for (const args of [["preview"], ["up", "--yes", "--skip-preview"]]) {
        const { code, output } = await stack.run(args);
        expect(output).toMatch(/[Aa]nother resource (of|in) this program/);
        expect(code).not.toBe(0);
      }
      expect(box.writes()).toEqual([]);
    });

    await step("create: refuses the token that a resource of the other connection holds", async () => {
      declareTokens(one, two, { name: "again", args: { ...one.args, ...bySecond } });
      const { code } = await stack.up();
      expect(code).not.toBe(0);
      expect(box.writes()).toEqual([]);
      expect(stack.resources()).toHaveLength(2);
    });

    await step("refresh: makes one list", async () => {
      declareTokens(one, two);
      expect((await stack.refresh("--expect-no-changes")).code).toBe(0);
      expect(box.methods()).toEqual(["GET"]);
    });
  });
});
