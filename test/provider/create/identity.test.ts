import { vppToken } from "../../../src/definitions/vppToken";
import { contradicts, findCreated, identityOf, withExpiry } from "../../../src/provider/create/identity";
import { noteOf } from "../../../src/provider/knownUpload";
import type { Plain } from "../../../src/provider/plain";
import { tokenText } from "../../support/tokenText";

const expires = "2098-05-01T17:00:00Z";
const token = { ...noteOf(tokenText({ expDate: "2098-05-01T10:00:00-0700" })), elsewhere: false };
const identity = (declared: Plain = {}) => {
  const found = identityOf(vppToken, token, declared);
  if (!found) throw new Error("no identity");
  return found;
};
const entity = (id: string, values: Plain = {}) => ({ id, expirationDateTime: expires, ...values });

describe("identity: a token", () => {
  test("is known by its expiry, with the traits that tell several apart", () => {
    expect(identity({ appleId: "a" })).toMatchObject({ traits: { organizationName: "Contoso", appleId: "a" } });
    expect(identity({ organizationName: "Contoso UK" }).traits.organizationName).toBe("Contoso UK");
    expect(Date.parse(identity().expires)).toBe(Date.parse(expires));
  });

  test("has none where it tells no expiry, or there is no token", () => {
    expect(identityOf(vppToken, { ...token, expires: undefined }, {})).toBeUndefined();
    expect(identityOf(vppToken, undefined, { appleId: "a" })).toBeUndefined();
  });

  test.each<[unknown, boolean]>([
    ["2098-05-01T17:00:00Z", true],
    ["2098-05-01T17:00:00.9999999Z", true],
    ["2098-05-01T10:00:00-07:00", true],
    ["2098-05-01T17:00:01Z", false],
    ["2098-05-01T16:59:59.999Z", false],
    [null, false],
    [undefined, false],
    ["0001-01-01T00:00:00Z", false],
    ["in May", false],
    [4_049_370_000_000, false],
  ])("has the expiry that the service shows as %j: %s", (expirationDateTime, has) => {
    expect(withExpiry(vppToken, identity().expires, [{ id: "1", expirationDateTime }])).toHaveLength(has ? 1 : 0);
  });
});

describe("identity: an entity contradicts", () => {
  test.each<[Plain, boolean]>([
    [{ appleId: "VPP@contoso.example", organizationName: "Contoso" }, false],
    [{ appleId: null, organizationName: null }, false],
    [{}, false],
    [{ organizationName: "Cafe\u0301" }, true],
    [{ appleId: "b@contoso.example" }, true],
    [{ organizationName: "Contoso Ltd" }, true],
    [{ token: "not the token" }, false],
    [{ extra: "not a property" }, false],
  ])("what is declared with %j: %s", (shown, expected) => {
    const values = { appleId: "vpp@contoso.example", organizationName: "Contoso", token: "MARKED", extra: "x" };
    expect(contradicts(vppToken, values, shown)).toBe(expected);
  });

  test("nothing in the other spelling of a character", () => {
    expect(contradicts(vppToken, { organizationName: "Caf\u00e9" }, { organizationName: "Cafe\u0301" })).toBe(false);
  });
});

describe("identity: of the entities that came into being", () => {
  const body = { appleId: "a", countryOrRegion: "gb", displayName: "London" };
  const found = (entities: readonly (Plain & { id: string })[], alone = true) =>
    findCreated(vppToken, identity(body), body, entities, alone).map(({ id }) => id);

  test("the only one of the expiry is it, whatever else it shows", () => {
    const other = entity("other", { expirationDateTime: "2098-05-01T17:00:01Z", ...body });
    expect(found([entity("1", { appleId: "b", displayName: null }), other])).toEqual(["1"]);
  });

  test("those that fit what was sent are it, where there are several", () => {
    expect(found([entity("1", { appleId: "b" }), entity("2", { appleId: "A", displayName: null })])).toEqual(["2"]);
    expect(found([entity("1", body), entity("2", body)])).toEqual(["1", "2"]);
    expect(found([entity("1", { appleId: "b" }), entity("2", { appleId: "c" })])).toEqual(["1", "2"]);
  });

  test("only one that fits is it, while another create of the expiry is under way", () => {
    expect(found([entity("1", { appleId: "b" })], false)).toEqual([]);
    expect(found([entity("1", { appleId: "a" })], false)).toEqual(["1"]);
  });

  test("one without a date yet is it, where it fits and none has the date", () => {
    const undated = [null, "0001-01-01T00:00:00Z"].map((date, at) =>
      entity(`${at}`, { expirationDateTime: date, ...body }),
    );
    expect(found(undated.slice(1))).toEqual(["1"]);
    expect(found([entity("1", { expirationDateTime: null, appleId: "b" })])).toEqual([]);
    expect(found([...undated, entity("dated")])).toEqual(["dated"]);
  });

  test("none is it where none is of the expiry", () => {
    expect(found([entity("1", { expirationDateTime: "2099-05-01T17:00:00Z", ...body })])).toEqual([]);
    expect(found([])).toEqual([]);
  });
});
