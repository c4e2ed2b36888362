import { tenantGuid, tenantOfAccessToken } from "../../../src/graph/auth/accessToken";
import { bearerOf } from "../../support/runAgainst";
import { Stack, stackOfEachTest } from "../../support/stack";
import { tokenText } from "../../support/tokenText";

const [contoso, fabrikam] = ["aaaaaaaa-1111-4111-8111-111111111111", "bbbbbbbb-2222-4222-8222-222222222222"];
const text = (year: number, token = "a") => tokenText({ token, expDate: `${year}-05-01T10:00:00Z` });
const london = { token: text(2098), countryOrRegion: "gb" };

const { intune, stack } = stackOfEachTest();

type Settings = Readonly<Record<string, string>>;
const configured = (tenantId: string): Settings => ({ tenantId });
const told = (tid: string): Settings => ({ accessToken: bearerOf(tid) });
/** From now on, the stack signs in like this. */
const signIn = (settings: Settings) => {
  stack.connections = { intune: settings };
  intune.forget();
};
const both = new RegExp(
  `The state belongs to the tenant ${contoso}, and the connection "intune" reaches the tenant ${fabrikam}\\.`,
);

describe("tenant: a GUID", () => {
  test("is one in any case of letters, and a domain is none", () => {
    expect(tenantGuid(contoso.toUpperCase())).toBe(contoso);
    for (const none of ["contoso.onmicrosoft.com", "common", "", undefined, 5, `${contoso} `])
      expect(tenantGuid(none)).toBeUndefined();
  });

  test("is read from an access token, where it is one of Microsoft's", () => {
    expect(tenantOfAccessToken(bearerOf(contoso))).toBe(contoso);
    for (const none of ["opaque", "a.b.c", "..", bearerOf("common"), `${bearerOf(contoso)}.more`])
      expect(tenantOfAccessToken(none)).toBeUndefined();
  });
});

describe.each<[string, (guid: string) => Settings]>([
  ["configured", configured],
  ["of the access token", told],
])("tenant: with another one, %s", (_how, as) => {
  beforeEach(async () => {
    signIn(as(contoso));
    await stack.up({ london });
    signIn(as(fabrikam));
  });

  test("nothing is refreshed, and nothing is dropped", async () => {
    await expect(stack.refresh()).rejects.toThrow(both);
    await expect(stack.refresh()).rejects.toThrow(/^The VPP token was not refreshed\./);
    expect(stack.of("london").state.countryOrRegion).toBe("gb");
    expect(intune.asked()).toEqual([]);
  });

  test("a comparison that finds nothing to change is refused too, with no request", async () => {
    expect((await stack.up({ london })).london).toMatch(both);
    expect(intune.asked()).toEqual([]);
  });

  test("nothing is updated", async () => {
    expect((await stack.up({ london: { ...london, countryOrRegion: "us" } })).london).toMatch(both);
    expect((await stack.up({ london: { ...london, token: text(2099) } })).london).toMatch(both);
    expect(intune.asked()).toEqual([]);
  });

  test("nothing is deleted", async () => {
    await expect(stack.destroy()).rejects.toThrow(both);
    expect(stack.resources.size).toBe(1);
    expect(intune.asked()).toEqual([]);
  });

  test("nothing is created beside those that are in the right one", async () => {
    const paris = { token: text(2099, "b"), appleId: "b" };
    expect((await stack.up({ london, paris })).paris).toMatch(both);
    expect(intune.asked()).toEqual([]);
    expect((await stack.preview({ paris, london })).london).toMatch(both);
  });

  // Known fault: what the states say is known once the first existing resource is compared.
  test("nothing is created before those that are in the right one", async () => {
    const paris = { token: text(2099, "b"), appleId: "b" };
    expect((await stack.up({ paris, london })).paris).toMatch(both);
    expect(intune.asked()).toEqual([]);
  });

  test("nothing is imported", async () => {
    const { id } = stack.of("london");
    expect((await stack.up({ london, copy: { __import: id } })).copy).not.toBe("created");
    expect(intune.asked()).toEqual([]);
  });

  test("a new stack knows of no other", async () => {
    const other = new Stack(intune.url, stack.connections);
    expect(await other.up({ paris: { token: text(2099, "b") } })).toEqual({ paris: "created" });
    expect(other.of("paris").state.__tenant).toBe(fabrikam);
  });
});

describe("tenant: what isn't known", () => {
  test("is compared with nothing: a domain and an opaque access token", async () => {
    signIn(configured(contoso));
    await stack.up({ london });
    for (const settings of [
      configured("fabrikam.onmicrosoft.com"),
      {},
      { tenantId: "fabrikam.example", accessToken: "opaque" },
    ]) {
      signIn(settings);
      await stack.refresh();
      expect(await stack.up({ london })).toEqual({ london: "same" });
    }
    expect((await stack.up({ london: { ...london, countryOrRegion: "us" } })).london).toBe("updated");
    expect(stack.of("london").state.__tenant).toBe(contoso);
  });

  test("is no change where the state doesn't tell, and the next write notes it", async () => {
    signIn({});
    await stack.up({ london });
    expect(stack.of("london").state).not.toHaveProperty("__tenant");
    signIn(told(fabrikam));
    await stack.refresh();
    expect(await stack.up({ london })).toEqual({ london: "same" });
    expect((await stack.up({ london: { ...london, countryOrRegion: "us" } })).london).toBe("updated");
    expect(stack.of("london").state.__tenant).toBe(fabrikam);
  });

  test("a configured one counts before that of the access token", async () => {
    signIn({ ...configured(contoso.toUpperCase()), ...told(fabrikam) });
    await stack.up({ london });
    expect(stack.of("london").state.__tenant).toBe(contoso);
  });

  test("an import through another connection notes the tenant of that one, or none", async () => {
    stack.connections = { intune: configured(contoso), other: configured(fabrikam), opaque: {} };
    await stack.up({ london });
    const { id } = stack.of("london");
    const moved = (connection: string) => stack.up({ london: { ...london, connection, __import: id } });
    expect(await moved("other")).toEqual({ london: "updated" });
    expect(stack.of("london").state.__tenant).toBe(fabrikam);
    expect(await moved("opaque")).toEqual({ london: "updated" });
    expect(stack.of("london").state).not.toHaveProperty("__tenant");
  });
});
