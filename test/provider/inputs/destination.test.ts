import type { EntityDefinition } from "../../../src/definitions/entity";
import { vppToken } from "../../../src/definitions/vppToken";
import { UserError } from "../../../src/errors";
import { checkPathParameters, parseId, resolvePath } from "../../../src/provider/inputs/destination";
import { unknownValue } from "../../../src/provider/propertyMap";

/** An entity that lives in a street of a town. */
const house: EntityDefinition = {
  ...vppToken,
  label: "house",
  collection: "/towns/{town}/streets/{street}/houses",
  pathParameters: { town: { type: "String" }, street: { type: "String" } },
};
const street = { town: "t", street: "s" };

describe("path parameters", () => {
  test("are put into the path, whatever characters they hold", () => {
    expect(resolvePath(house, { town: "a/b", street: "$& c" }).collection).toBe(
      "/towns/a%2Fb/streets/%24%26%20c/houses",
    );
    expect(resolvePath(vppToken, {}).collection).toBe(vppToken.collection);
  });

  test.each([undefined, street])("are needed, whether there is a resource already or not", (before) => {
    expect(checkPathParameters(house, { town: "" }, before)).toEqual([
      { property: "town", reason: "is needed to find a house: declare it" },
      { property: "street", reason: "is needed to find a house: declare it" },
    ]);
  });

  test("can't be changed, and the reason doesn't quote them", () => {
    const failures = checkPathParameters(house, { town: "t", street: "elm lane" }, street);
    expect(failures).toEqual([{ property: "street", reason: expect.stringMatching(/^can't be changed.*put it back/) }]);
    expect(failures[0]?.reason).not.toContain("elm lane");
  });

  test("are left to the rule of connections when the connection changes", () => {
    expect(checkPathParameters(house, { ...street, town: "other", connection: "contoso" }, street)).toEqual([]);
  });

  test("are passed over as long as they aren't known", () => {
    expect(checkPathParameters(house, { town: unknownValue, street: "s" }, street)).toEqual([]);
    expect(checkPathParameters(house, { town: unknownValue, street: unknownValue }, undefined)).toEqual([]);
  });

  test("don't concern an entity that has none", () => {
    expect(checkPathParameters(vppToken, {}, undefined)).toEqual([]);
    expect(parseId(vppToken, "a/b", {})).toEqual({ id: "a/b", known: {} });
  });
});

describe("an id with path parameters", () => {
  test("is taken apart, and says more than the state", () => {
    expect(parseId(house, "t/s/1", { town: "other", color: "red" })).toEqual({
      id: "1",
      known: { town: "t", street: "s", color: "red" },
    });
  });

  test("isn't needed where the state has the path parameters", () => {
    expect(parseId(house, "1", street)).toEqual({ id: "1", known: street });
  });

  test.each(["1", "s/1", "t//1", "t/s/", "x/t/s/1"])("is refused as %s, with its form", (id) => {
    expect(() => parseId(house, id, {})).toThrow(UserError);
    expect(() => parseId(house, id, {})).toThrow(/Write its id as <town>\/<street>\/<id>, for example 1{8}-.*\/2{8}-/);
  });
});
