import { appleVolumePurchaseProgramToken } from "../../src/definitions/appleVolumePurchaseProgramToken";
import { vppToken } from "../../src/definitions/vppToken";
import { unknownOutputs } from "../../src/resources/appleToken";

describe("the places for outputs", () => {
  test.each([vppToken, appleVolumePurchaseProgramToken])(
    "of a $label: all properties but the token, and the last write",
    ({ properties, upload }) => {
      const names = Object.keys(properties).filter((name) => name !== "token");
      expect(Object.keys(unknownOutputs({ properties, upload })).sort()).toEqual(
        [...names, "lastAppliedDateTime"].sort(),
      );
    },
  );
});
