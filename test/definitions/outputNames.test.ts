import { appleVolumePurchaseProgramToken } from "../../src/definitions/appleVolumePurchaseProgramToken";
import { outputNames } from "../../src/definitions/entity";
import { vppToken } from "../../src/definitions/vppToken";

describe("the names of the outputs", () => {
  test.each([vppToken, appleVolumePurchaseProgramToken])(
    "of a $label: all properties but the token, and the last write",
    ({ properties, upload }) => {
      const names = Object.keys(properties).filter((name) => name !== "token");
      expect(outputNames({ properties, upload }).sort()).toEqual([...names, "lastAppliedDateTime"].sort());
    },
  );
});
