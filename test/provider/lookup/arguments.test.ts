import { givenArguments } from "../../../src/provider/lookup/arguments";

const rows = { displayName: { type: "String" }, appleId: { type: "String" } } as const;

test("gives the arguments that have a value", () => {
  const args = { displayName: "London", appleId: undefined, connection: "contoso", apiVersion: "beta" };
  expect(givenArguments(rows, args)).toEqual({ displayName: "London", connection: "contoso", apiVersion: "beta" });
  expect(givenArguments(rows, { displayName: null })).toEqual({});
});

test.each([
  [{ displayname: "x" }, "displayname is not an argument here: write one of displayName, appleId, apiVersion"],
  [{ constructor: "x" }, "constructor is not an argument here"],
  [{ displayName: 5 }, "displayName must be a string"],
  [{ displayName: "" }, "displayName is empty: give it a value, or leave it out"],
  [{ connection: "" }, "connection is empty"],
  [{ apiVersion: "v2" }, 'apiVersion must be "v1.0" or "beta"'],
])("refuses %j and says why", (args, why) => {
  expect(() => givenArguments(rows, args)).toThrow(why);
});

test("names every misfit, and quotes no value", () => {
  const refused = () => givenArguments(rows, { displayname: "MARKED", apiVersion: "MARKED" });
  expect(refused).toThrow(/displayname .*; apiVersion .*\.$/);
  expect(refused).not.toThrow(/MARKED/);
});
