import { vppToken } from "../../../src/definitions/vppToken";
import { changedArguments, createBody, patchBody } from "../../../src/provider/inputs/differences";
import { type PropertyMap, unknownValue } from "../../../src/provider/propertyMap";
import { stateAfterWrite } from "../../../src/provider/state/entityState";
import { encodeToken, fingerprintOf } from "../../../src/provider/upload/storedToken";

const declared = { token: "dG9rZW4=", countryOrRegion: "gb", automaticallyUpdateApps: true };
const live = {
  id: "1",
  countryOrRegion: "gb",
  automaticallyUpdateApps: true,
  appleId: "vpp@contoso.example",
  state: "valid",
  lastSyncDateTime: "2026-11-01T00:00:00Z",
};
const state = stateAfterWrite(vppToken, {
  version: "v1.0",
  entity: live,
  newInputs: declared,
  oldState: {},
  sent: [],
  outcome: "settled",
  tenant: undefined,
});

const changed = (now: PropertyMap, before: PropertyMap = state) =>
  changedArguments(vppToken, before, now, Object.keys(declared));
const patch = (now: PropertyMap, before: PropertyMap = state) =>
  patchBody(vppToken, before, now, Object.keys(declared));

describe("the difference between a program and the state", () => {
  test("is nothing when the program says what is there", () => {
    expect(changed(declared)).toEqual([]);
    expect(patch(declared)).toEqual({});
  });

  test("is the changed property alone, and that is all that is sent", () => {
    const now = { ...declared, automaticallyUpdateApps: false };
    expect(changed(now)).toEqual(["automaticallyUpdateApps"]);
    expect(patch(now)).toEqual({ automaticallyUpdateApps: false });
  });

  test("is the token when its text changed; what is sent of it is the upload's business", () => {
    const now = { ...declared, token: "bmV3" };
    expect(changed(now)).toEqual(["token"]);
    expect(patch(now)).toEqual({});
  });

  test("is not in the token when one is a text and the other a note of it", () => {
    expect(changed({ ...declared, token: encodeToken(fingerprintOf(declared.token)) })).toEqual([]);
    expect(changed({ ...declared, token: encodeToken(fingerprintOf("bmV3")) })).toEqual(["token"]);
  });

  test("is not in the spelling", () => {
    expect(changed({ ...declared, countryOrRegion: "GB" })).toEqual([]);
    expect(changed({ ...declared, token: "dG9r\nZW4=\n" })).toEqual([]);
  });

  test("is never in what the service sets", () => {
    expect(changed(declared, { ...state, state: "expired", lastSyncDateTime: "2026-11-02T00:00:00Z" })).toEqual([]);
  });

  test("is never in a property that the program leaves out", () => {
    expect(changed(declared, { ...state, appleId: "somebody@else.example" })).toEqual([]);
  });

  test("is in a property that starts or stops being managed, and only what starts is sent: anybody may have changed it", () => {
    const more = { ...declared, appleId: "vpp@contoso.example" };
    const { automaticallyUpdateApps: _, ...fewer } = declared;
    expect(changed(more)).toEqual(["appleId"]);
    expect(patch(more)).toEqual({ appleId: "vpp@contoso.example" });
    expect(changed(fewer)).toEqual(["automaticallyUpdateApps"]);
    expect(patch(fewer)).toEqual({});
  });

  test("is in values that aren't known yet, for they may be a change", () => {
    expect(changed({ ...declared, countryOrRegion: unknownValue })).toEqual(["countryOrRegion"]);
  });

  test("is in a property that went missing", () => {
    const { countryOrRegion: _, ...without } = state;
    expect(changed(declared, without)).toEqual(["countryOrRegion"]);
    expect(patch(declared, without)).toEqual({ countryOrRegion: "gb" });
  });

  test("is only in values where the state doesn't say what is managed", () => {
    const { __managed: _, ...imported } = state;
    expect(changed(declared, imported)).toEqual([]);
    expect(changed({ ...declared, countryOrRegion: "us" }, imported)).toEqual(["countryOrRegion"]);
  });
});

test("a create sends every declared property and no option", () => {
  const { token: _, ...properties } = declared;
  expect(createBody(vppToken, { ...declared, apiVersion: "beta", connection: "contoso" })).toEqual(properties);
});
