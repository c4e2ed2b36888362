import type { Tenant } from "../../../src/graph/connections";
import { mayBeOneTenant, RunLedger } from "../../../src/provider/run/ledger";
import { fingerprintOf, type TokenFingerprint } from "../../../src/provider/upload/storedToken";

const tenant = (guid?: string, graphEndpoint = "https://graph.microsoft.com", credential = "c"): Tenant => ({
  graphEndpoint,
  credential,
  guid,
  identify: async () => guid,
});
const [one, other] = ["11111111-1111-4111-8111-111111111111", "22222222-2222-4222-8222-222222222222"];
const token = (content: string): TokenFingerprint => fingerprintOf(content);
const managed = (id: string, text?: string, statedTenant?: string) => ({
  id,
  token: text === undefined ? undefined : token(text),
  namespace: "intune",
  statedTenant,
});

describe("ledger: two connections", () => {
  test.each<[string, Tenant, Tenant, boolean]>([
    ["of one GUID", tenant(one), tenant(one, undefined, "d"), true],
    ["of two GUIDs", tenant(one), tenant(other), false],
    ["of which one is not known", tenant(one), tenant(), true],
    ["of which none is known", tenant(), tenant(), true],
    ["of two services", tenant(one), tenant(one, "https://graph.microsoft.us"), false],
    ["of two services, none known", tenant(), tenant(undefined, "https://graph.microsoft.us"), false],
  ])("%s", (_which, a, b, may) => {
    expect(mayBeOneTenant(a, b)).toBe(may);
    expect(mayBeOneTenant(b, a)).toBe(may);
    const ledger = new RunLedger();
    expect(ledger.reserveToken("f", "1", a)).toBeUndefined();
    expect(ledger.reserveToken("f", "2", b)).toBe(may ? "1" : undefined);
  });
});

describe("ledger: a token", () => {
  test("is reserved by one, as often as it asks, in any case of letters", () => {
    const ledger = new RunLedger();
    const create = {};
    expect(ledger.reserveToken("f", "ab", tenant())).toBeUndefined();
    expect(ledger.reserveToken("f", "AB", tenant())).toBeUndefined();
    expect(ledger.reserveToken("f", create, tenant())).toBe("ab");
    expect(ledger.reserveToken("g", create, tenant())).toBeUndefined();
    expect(ledger.reserveToken("g", {}, tenant())).toBe(create);
  });

  test("is free once it is released, and by nobody else's release", () => {
    const ledger = new RunLedger();
    const create = {};
    ledger.reserveToken("f", create, tenant());
    ledger.releaseToken("f", {});
    ledger.releaseToken("g", create);
    expect(ledger.reserveToken("f", "1", tenant())).toBe(create);
    ledger.releaseToken("f", create);
    expect(ledger.reserveToken("f", "1", tenant())).toBeUndefined();
  });

  test("is free when its entity is deleted, or has another one", () => {
    const ledger = new RunLedger();
    ledger.noteManaged(managed("A", "x"), tenant());
    expect(ledger.reserveToken(token("x").fingerprint, "b", tenant())).toBe("A");
    ledger.noteDeleted("a");
    expect(ledger.managed("A")).toBeUndefined();
    expect(ledger.reserveToken(token("x").fingerprint, "b", tenant())).toBeUndefined();
    ledger.noteManaged(managed("c", "y"), tenant());
    ledger.noteManaged(managed("C", "z"), tenant());
    expect(ledger.reserveToken(token("y").fingerprint, "b", tenant())).toBeUndefined();
    expect(ledger.reserveToken(token("z").fingerprint, "b", tenant())).toBe("C");
  });

  test("that was uploaded elsewhere belongs to nobody", () => {
    const ledger = new RunLedger();
    ledger.noteManaged({ ...managed("a"), token: { ...token("x"), kind: "external" } }, tenant());
    expect(ledger.reserveToken(token("x").fingerprint, "b", tenant())).toBeUndefined();
  });
});

describe("ledger: an entity", () => {
  test("is imported by one, and free again after an import that failed", () => {
    const ledger = new RunLedger();
    expect(ledger.reserveImport("A")).toBe(true);
    expect(ledger.reserveImport("a")).toBe(false);
    ledger.releaseImport("a");
    expect(ledger.reserveImport("A")).toBe(true);
  });

  test("is another resource's as long as one owns or imports it", () => {
    const ledger = new RunLedger();
    ledger.addOwner(managed("A"), "", tenant());
    ledger.addOwner(managed("a"), "2026.1", tenant());
    expect(ledger.isOwned("A")).toBe(true);
    expect(ledger.removeOwner("a", "")).toBe(true);
    expect(ledger.removeOwner("a", "")).toBe(true);
    expect(ledger.removeOwner("a", "2026.1")).toBe(false);
    ledger.reserveImport("a");
    expect(ledger.removeOwner("A", "2026.1")).toBe(true);
  });

  test("that was created or deleted is known as such", () => {
    const ledger = new RunLedger();
    ledger.touch("A");
    expect([ledger.isTouched("a"), ledger.isTouched("b")]).toEqual([true, false]);
    ledger.noteDeleted("b");
    expect(ledger.isTouched("B")).toBe(true);
  });

  test("tells the tenant that the connection's resources are in", () => {
    const ledger = new RunLedger();
    expect(ledger.statedTenantOf("intune")).toBeUndefined();
    ledger.noteManaged(managed("a"), tenant());
    ledger.noteManaged(managed("b", undefined, one), tenant());
    expect(ledger.statedTenantOf("intune")).toBe(one);
    expect(ledger.statedTenantOf("contoso")).toBeUndefined();
  });
});
