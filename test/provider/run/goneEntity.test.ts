import type { PropertyMap } from "../../../src/provider/propertyMap";
import { stackOfEachTest } from "../../support/stack";
import { tokenText } from "../../support/tokenText";

const { intune, stack } = stackOfEachTest();

const text = (year: number) => tokenText({ token: `${year}`, expDate: `${year}-05-01T10:00:00Z` });
const [mdm, ddm] = ["mobileDeviceManagement", "declarativeDeviceManagement"].map((type) => ({
  appleDeviceAppDeliveryProtocolType: type,
}));
const london = (declared: PropertyMap) => ({ london: { appleId: "vpp@contoso.example", ...declared } });
const preview = async (declared: PropertyMap) => (await stack.preview(london(declared))).london;
const path = () => `/vppTokens/${stack.of("london").id}`;
const renewInPortal = async () => {
  await intune.send("PATCH", path(), { token: text(2100) });
  await stack.refresh();
};

describe("diff: what a state says of an entity that was deleted refuses nothing", () => {
  test.each<[string, PropertyMap, () => Promise<unknown>, PropertyMap, RegExp]>([
    ["a later token", { token: text(2099) }, async () => {}, { token: text(2098) }, /expires earlier/],
    ["a renewal elsewhere", { token: text(2098) }, renewInPortal, { token: text(2099) }, /expires earlier/],
    [
      "a renewal elsewhere while no token was declared",
      { token: text(2098) },
      async () => {
        await stack.up(london({}));
        await renewInPortal();
      },
      { token: text(2099) },
      /expires earlier/,
    ],
    [
      "what is set at creation only",
      { token: text(2098), ...mdm },
      async () => {},
      { token: text(2098), ...ddm },
      /can't be changed/,
    ],
    ["another import", { token: text(2098) }, async () => {}, { __import: "another" }, /this resource manages/],
  ])("of %s", async (_what, first, between, then, refusal) => {
    await stack.up(london(first));
    await between();
    expect(await preview(then)).toMatch(refusal);
    await intune.send("DELETE", path());
    intune.forget();
    expect(await preview(then)).toBe("updated");
    expect(intune.asked()).toHaveLength(1);
  });

  test("unless the service doesn't answer", async () => {
    await stack.up(london({ token: text(2099) }));
    await intune.close();
    expect(await preview({ token: text(2098) })).toMatch(/expires earlier/);
  });
});
