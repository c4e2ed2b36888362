import { startIntune } from "../../support/intune";
import { bearerOf } from "../../support/runAgainst";
import { Stack, stackOfEachTest } from "../../support/stack";
import { tokenText } from "../../support/tokenText";

const { intune, stack } = stackOfEachTest();

const text = (token: string, year = 2098) => tokenText({ token, expDate: `${year}-05-01T10:00:00Z` });
const writes = () => intune.asked().filter((request) => !request.startsWith("GET"));
/** A run of its own comes with a new stack. */
const begin = (of: Stack = stack) => {
  const resource = of.lives.resourceOf("vppToken");
  const checked = async (declared: object) => (await resource.check(undefined, { ...declared })).inputs;
  return { resource, created: async (declared: object) => resource.create(await checked(declared)), checked };
};

describe("a run releases what it reserved", () => {
  test("after a create that failed, for the same token", async () => {
    const { created } = begin();
    await intune.fail({ kind: "status", status: 409, method: "POST", path: "vppTokens" });
    await expect(created({ token: text("a") })).rejects.toThrow(/409/);
    expect((await created({ token: text("a") })).state.state).toBe("valid");
  });

  test("after an import that failed", async () => {
    const { id } = await begin().created({ token: text("a") });
    const { created } = begin(new Stack(intune.url));
    await intune.fail({ kind: "status", status: 403, method: "GET", path: "vppTokens" });
    await expect(created({ __import: id })).rejects.toThrow(/403/);
    expect((await created({ __import: id })).state.state).toBe("valid");
    await expect(created({ __import: id.toUpperCase() })).rejects.toThrow(
      /which another resource in this program manages/,
    );
  });

  test("after an upload that failed: another entity may have the token", async () => {
    const { resource, created, checked } = begin();
    const one = await created({ token: text("a", 2097), appleId: "a" });
    await intune.fail({ kind: "status", status: 403, method: "PATCH", path: "vppTokens" });
    const inputs = await checked({ token: text("b"), appleId: "a" });
    await expect(resource.update(one.id, one.state, inputs)).rejects.toThrow(/403/);
    expect((await created({ token: text("b"), appleId: "b" })).state.state).toBe("valid");
    await expect(resource.update(one.id, one.state, inputs)).rejects.toThrow(/Nothing was uploaded/);
  });

  test("never after a create of which it isn't known whether it was carried out", async () => {
    const { created } = begin();
    await intune.fail({ kind: "cut", method: "POST", path: "vppTokens" });
    await expect(created({ token: text("a") })).rejects.toThrow(/may have been created.*not sent again/);
    await expect(created({ token: text("a") })).rejects.toThrow(/already uses this VPP token/);
    expect(writes()).toHaveLength(1);
  });
});

describe("a replacement that was cut short after its delete", () => {
  test("is completed: what a state says of the token is no proof that its entity lives", async () => {
    const { id, state } = await begin().created({ token: text("a") });
    await intune.send("DELETE", `/vppTokens/${id}`);
    const { resource, created, checked } = begin(new Stack(intune.url));
    await resource.diff(id, state, await checked({ token: text("a") }));
    intune.forget();
    expect((await created({ token: text("a") })).id).not.toBe(id);
    expect(writes()).toHaveLength(1);
  });

  test("is not, where the service doesn't say that the entity is gone", async () => {
    const { id, state } = await begin().created({ token: text("a") });
    await intune.send("DELETE", `/vppTokens/${id}`);
    const { resource, created, checked } = begin(new Stack(intune.url));
    await resource.diff(id, state, await checked({ token: text("a") }));
    intune.forget();
    await intune.fail({ kind: "htmlPage", status: 404, method: "GET", path: id });
    await expect(created({ token: text("a") })).rejects.toThrow(/404/);
    expect(writes()).toEqual([]);
  });
});

describe("two connections", () => {
  const contoso = "aaaaaaaa-1111-4111-8111-111111111111";
  const program = {
    london: { token: text("a"), appleId: "a" },
    paris: { token: text("a"), appleId: "a", connection: "other" },
  };

  test.each<[string, Record<string, string>, Record<string, string>]>([
    ["of one configured tenant", { tenantId: contoso }, { tenantId: contoso.toUpperCase(), accessToken: "another" }],
    [
      "of one tenant, told by the access tokens",
      { accessToken: bearerOf(contoso) },
      { accessToken: bearerOf(contoso) },
    ],
    ["of which one doesn't tell its tenant", { tenantId: contoso }, { accessToken: "another" }],
    ["that both don't tell their tenants", {}, { accessToken: "another" }],
  ])("%s upload a token that both declare not at all", async (_which, one, other) => {
    stack.connections = { intune: one, other };
    const outcomes = await stack.up(program);
    expect(outcomes.paris).toMatch(/already uses this VPP token/);
    expect(writes()).toEqual([]);
  });

  test("of one tenant share one list", async () => {
    stack.connections = { intune: { tenantId: contoso }, other: { tenantId: contoso, accessToken: "another" } };
    await stack.up({ london: program.london, paris: { ...program.paris, token: text("b") } });
    expect(intune.asked().filter((request) => request.startsWith("GET"))).toHaveLength(1);
  });

  // With two GUIDs at one service, which one emulator can't be: see the tests of reservations.
  test("of two services have a token each", async () => {
    const elsewhere = await startIntune();
    try {
      const connections = { intune: {}, other: { graphEndpoint: elsewhere.url } };
      const { created } = begin(new Stack(intune.url, connections));
      await created(program.london);
      await created(program.paris);
      expect([writes(), elsewhere.asked().length]).toEqual([[expect.stringMatching(/^POST/)], 2]);
    } finally {
      await elsewhere.close();
    }
  });
});
