import { vppToken } from "../../../src/definitions/vppToken";
import { createOnlyChange, patchBody } from "../../../src/provider/inputs/differences";
import { type PropertyMap, unknownValue } from "../../../src/provider/propertyMap";
import { Stack, stackOfEachTest } from "../../support/stack";
import { tokenText } from "../../support/tokenText";

const property = "appleDeviceAppDeliveryProtocolType";
const [mdm, ddm] = ["mobileDeviceManagement", "declarativeDeviceManagement"];
const refusal =
  /^appleDeviceAppDeliveryProtocolType can't be changed: .* this one has "mobileDeviceManagement"\. Declare that value, or remove/;

describe("create-only: a property that can be set at creation only", () => {
  test.each<[string, PropertyMap, PropertyMap, boolean]>([
    ["changed", { [property]: mdm }, { [property]: ddm }, true],
    ["declared as it is", { [property]: mdm }, { [property]: mdm }, false],
    ["left out", { [property]: mdm }, {}, false],
    ["not known of the live one", {}, { [property]: ddm }, false],
    ["not known yet", { [property]: mdm }, { [property]: unknownValue }, false],
  ])("when %s", (_how, live, declared, refused) => {
    expect(createOnlyChange(vppToken, live, declared) !== undefined).toBe(refused);
    expect(patchBody(vppToken, live, declared, undefined)).toEqual({});
  });
});

describe("create-only: with a tenant", () => {
  const { intune, stack } = stackOfEachTest();

  const token = tokenText({ token: "a", expDate: "2098-05-01T10:00:00Z" });
  const up = async (more: PropertyMap) => (await stack.up({ london: { token, ...more } })).london;
  const writes = () => intune.asked().filter((request) => !request.startsWith("GET"));

  test("is sent with the create, and a change is refused at preview before anything is sent", async () => {
    expect(await up({ [property]: mdm })).toBe("created");
    expect(intune.requests.at(-1)?.body).toMatchObject({ [property]: mdm });
    intune.forget();
    const changed = { london: { token, [property]: ddm, displayName: "London" } };
    expect((await stack.preview(changed)).london).toMatch(refusal);
    expect((await stack.up(changed)).london).toMatch(refusal);
    // Only a refusal asks whether the entity lives.
    const path = `GET /beta/deviceAppManagement/vppTokens/${stack.of("london").id}`;
    expect(intune.asked()).toEqual([path, path]);
  });

  test("sends nothing when it is left out, and when it is declared again", async () => {
    await up({ [property]: mdm, displayName: "London" });
    intune.forget();
    expect(await up({ displayName: "London" })).toBe("updated");
    expect(await up({ displayName: "London", [property]: mdm })).toBe("updated");
    expect(writes()).toEqual([]);
    expect(await up({ displayName: "London", [property]: ddm })).toMatch(refusal);
  });

  test("is compared with the live one where the state through v1.0 didn't tell it", async () => {
    await up({});
    await stack.refresh();
    intune.forget();
    expect(await up({ [property]: ddm })).toMatch(/can't be changed: .* this one has "default"/);
    expect(writes()).toEqual([]);
  });

  test("is checked on an import, at preview too, and not sent", async () => {
    await up({ [property]: mdm });
    const { id } = stack.of("london");
    const other = new Stack(intune.url);
    intune.forget();
    for (const run of ["preview", "up"] as const) {
      expect((await other[run]({ copy: { __import: id, [property]: ddm } })).copy).toMatch(refusal);
    }
    expect(await other.up({ copy: { __import: id, [property]: mdm } })).toEqual({ copy: "created" });
    expect(writes()).toEqual([]);
  });

  test("a refresh doesn't fail over a program that was changed since", async () => {
    await up({ [property]: mdm });
    await stack.refresh();
    expect(stack.of("london").inputs[property]).toBe(mdm);
  });

  const newer = tokenText({ token: "b", expDate: "2099-05-01T10:00:00Z" });
  /** Answers of this kind don't tell it. */
  const untold = (method: string, path: string) =>
    intune.fail({ kind: "patch", method, path, set: { [property]: null }, times: 9 });

  describe.each<[string, PropertyMap]>([
    ["another change", { displayName: "London" }],
    ["a renewal", { token: newer }],
  ])("that the state doesn't tell, declared with %s", (_what, more) => {
    beforeEach(async () => {
      await up({});
      intune.forget();
    });

    test("is refused before anything is sent, and kept where it is the live one", async () => {
      expect(await up({ [property]: ddm, ...more })).toMatch(/can't be changed: .* this one has "default"/);
      expect(writes()).toEqual([]);
      expect(await up({ [property]: "default", ...more })).toBe("updated");
      expect(writes()).toHaveLength(1);
      expect(stack.of("london").state).toMatchObject({ [property]: "default" });
    });

    test("is asked for at the entity's own address where the list doesn't tell it", async () => {
      await untold("GET", "vppTokens$");
      expect(await up({ [property]: ddm, ...more })).toMatch(/can't be changed: .* this one has "default"/);
      expect(writes()).toEqual([]);
    });

    test("and that only the answer tells fails then, and is never taken for stored otherwise", async () => {
      await untold("GET", "vppTokens");
      expect(await up({ [property]: ddm, ...more })).toMatch(/can't be changed: .* this one has "default"/);
      const { state } = stack.of("london");
      expect(state).toMatchObject({ [property]: "default" });
      expect(state).not.toHaveProperty("__rewritten");
      expect(stack.said).toEqual([]);
      // What was sent with it is done.
      if ("displayName" in more) expect(state).toMatchObject(more);
      else expect(state).toMatchObject({ expirationDateTime: "2099-05-01T10:00:00Z" });
      intune.forget();
      expect(await up({ [property]: ddm, ...more })).toMatch(/can't be changed/);
      expect(writes()).toEqual([]);
      expect(await up(more)).toBe("updated");
      expect(writes()).toEqual([]);
    });
  });

  test("is not taken for stored otherwise when an import finds it by its write", async () => {
    await up({ [property]: mdm });
    const { id } = stack.of("london");
    await untold("GET", "vppTokens");
    const other = new Stack(intune.url);
    const copy = { __import: id, [property]: ddm, displayName: "London" };
    expect((await other.up({ copy })).copy).toMatch(refusal);
    expect(other.of("copy").state).not.toHaveProperty("__rewritten");
  });

  test("that the service stores in another form at the creation stays declared as it was, and is told once", async () => {
    await intune.fail({ kind: "patch", path: "vppTokens", set: { [property]: "default" }, times: 99 });
    expect(await up({ [property]: mdm })).toBe("created");
    expect(stack.said).toEqual([expect.stringContaining(`stores ${property} of the VPP token`)]);
    expect(await up({ [property]: mdm })).toBe("same");
    expect(await up({ [property]: mdm, displayName: "London" })).toBe("updated");
    await stack.refresh();
    expect(stack.said).toHaveLength(1);
    expect(await up({ [property]: mdm, displayName: "London" })).toBe("same");
  });
});
