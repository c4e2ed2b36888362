import { appleVolumePurchaseProgramToken } from "../../src/definitions/appleVolumePurchaseProgramToken";
import { vppToken } from "../../src/definitions/vppToken";
import { outputsOf } from "../../src/resources/outputsOf";

describe("the places for outputs", () => {
  test.each([vppToken, appleVolumePurchaseProgramToken])(
    "of a $label: all properties but the token, and the last write",
    ({ properties, upload }) => {
      const names = Object.keys(properties).filter((name) => name !== "token");
      expect(Object.keys(outputsOf({ properties, upload })).sort()).toEqual([...names, "lastAppliedDateTime"].sort());
    },
  );

  test("of an entity without an upload: its properties alone", () => {
    expect(outputsOf({ properties: { displayName: vppToken.properties.displayName } })).toEqual({
      displayName: undefined,
    });
  });
});
