import { vppToken } from "../../../src/definitions/vppToken";
import { contradicts, findCreated, identityOf, matchesBetter, withExpiry } from "../../../src/provider/create/identity";
import type { PropertyMap } from "../../../src/provider/propertyMap";
import { fingerprintOf } from "../../../src/provider/upload/storedToken";
import { tokenText } from "../../support/tokenText";

const expires = "2098-05-01T17:00:00Z";
const token = fingerprintOf(tokenText({ expDate: "2098-05-01T10:00:00-0700" }));
const identity = (declared: PropertyMap = {}) => {
  const found = identityOf(vppToken, token, declared);
  if (!found) throw new Error("no identity");
  return found;
};
const entity = (id: string, values: PropertyMap = {}) => ({ id, expirationDateTime: expires, ...values });

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
  test.each<[PropertyMap, boolean]>([
    [{ appleId: "VPP@contoso.example", organizationName: "Contoso" }, false],
    [{ appleId: null, organizationName: null }, false],
    [{}, false],
    [{ organizationName: "Cafe\u0301" }, true],
    [{ appleId: "b@contoso.example" }, true],
    [{ organizationName: "Contoso Ltd" }, true],
    [{ organizationName: "CONTOSO" }, false],
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
  const other = (values: PropertyMap, year = 2098) => ({
    identity: { expires: `${year}-05-01T17:00:00Z`, traits: {} },
    body: values,
  });
  type Entities = readonly (PropertyMap & { id: string })[];
  const created = (entities: Entities, ...others: readonly ReturnType<typeof other>[]) =>
    findCreated(vppToken, { identity: identity(body), body }, entities, others);
  const found = (...given: Parameters<typeof created>) => created(...given).entity?.id;
  const candidates = (...given: Parameters<typeof created>) => created(...given).candidates.map(({ id }) => id);

  test("the only one of the expiry is it, whatever else it shows", () => {
    const later = entity("later", { expirationDateTime: "2098-05-01T17:00:01Z", ...body });
    expect(found([entity("1", { appleId: "b", displayName: null }), later])).toBe("1");
  });

  test("the one that fits what was sent is it, where there are several", () => {
    expect(found([entity("1", { appleId: "b" }), entity("2", { appleId: "A", displayName: null })])).toBe("2");
    const several = [
      [entity("1", body), entity("2", body)],
      [entity("1", { appleId: "b" }), entity("2", { appleId: "c" })],
    ];
    for (const entities of several) {
      expect(found(entities)).toBeUndefined();
      expect(candidates(entities)).toEqual(["1", "2"]);
    }
  });

  test("only what another create of the expiry can't have made is it", () => {
    const rival = other({ appleId: "b" });
    expect(created([entity("1", { appleId: "b" })], rival)).toEqual({ candidates: [] });
    expect(found([entity("1", { appleId: "a" })], rival)).toBe("1");
    expect(created([entity("1", { appleId: "c" })], rival)).toEqual({ candidates: [entity("1", { appleId: "c" })] });
    expect(found([entity("1", { appleId: null })], rival)).toBeUndefined();
    expect(candidates([entity("1", { appleId: null })], rival)).toEqual(["1"]);
    expect(found([entity("1", { appleId: null })], other({ appleId: "b" }, 2099))).toBe("1");
  });

  test("one without a date yet is it, where it fits and none has the date", () => {
    const undated = [null, "0001-01-01T00:00:00Z"].map((date, at) =>
      entity(`${at}`, { expirationDateTime: date, ...body }),
    );
    expect(found(undated.slice(1))).toBe("1");
    expect(candidates([entity("1", { expirationDateTime: null, appleId: "b" })])).toEqual([]);
    expect(found([...undated, entity("dated")])).toBe("dated");
  });

  test("one without a date is nobody's that another create could have made, of whatever expiry", () => {
    const undated = [entity("1", { expirationDateTime: null, ...body })];
    expect(found(undated, other({ appleId: "A" }, 2099))).toBeUndefined();
    expect(candidates(undated, other({ appleId: "A" }, 2099))).toEqual(["1"]);
    expect(found(undated, other({ appleId: "b" }, 2099))).toBe("1");
  });

  test("none is it where none is of the expiry", () => {
    expect(candidates([entity("1", { expirationDateTime: "2099-05-01T17:00:00Z", ...body })])).toEqual([]);
    expect(candidates([])).toEqual([]);
  });
});

describe("identity: an entity that contradicts a token is rather another one's", () => {
  const own = { organizationName: "Contoso", appleId: "a" };
  test.each<[string, PropertyMap, PropertyMap, boolean]>([
    ["it states the other's account", { organizationName: "Contoso", appleId: "b" }, { appleId: "B" }, true],
    ["nothing is known of the other's account", { organizationName: "Contoso" }, { appleId: "b" }, false],
    ["the other has a third account", { organizationName: "Contoso", appleId: "c" }, { appleId: "b" }, false],
    ["it contradicts the other elsewhere", { organizationName: "Fabrikam", appleId: "b" }, { appleId: "b" }, false],
    ["it contradicts nothing", { organizationName: "Contoso", appleId: "a" }, {}, false],
  ])("only with proof: %s", (_what, other, shown, expected) => {
    expect(matchesBetter(vppToken, other, own, { organizationName: "Contoso", ...shown })).toBe(expected);
  });
});
