import { vppToken } from "../../src/definitions/vppToken";
import { inputsAreTrue, inputsOf } from "../../src/provider/managed";
import { stateAfterRead, stateAfterWrite } from "../../src/provider/state";

const declared = { token: "dG9rZW4=", countryOrRegion: "GB", automaticallyUpdateApps: true, apiVersion: "beta" };
const entity = {
  id: "1",
  "@odata.type": "#microsoft.graph.vppToken",
  countryOrRegion: "gb",
  automaticallyUpdateApps: true,
  appleId: "vpp@contoso.example",
  token: null,
  state: "valid",
  displayName: null,
  somethingNew: "from a newer service",
};
const written = stateAfterWrite(vppToken, "beta", entity, declared, {});

describe("the state after a write", () => {
  test("holds the live values, the secret and the options as declared, and nothing that Graph's table doesn't name", () => {
    expect(written).toEqual({
      token: "dG9rZW4=",
      countryOrRegion: "GB",
      automaticallyUpdateApps: true,
      apiVersion: "beta",
      appleId: "vpp@contoso.example",
      state: "valid",
      __managed: expect.any(String),
    });
  });

  test("keeps what an answer doesn't speak of", () => {
    expect(stateAfterWrite(vppToken, "beta", {}, declared, written)).toEqual(written);
  });

  test("forgets a secret and an option that are no longer declared, and keeps the live values", () => {
    const { token: _, apiVersion: __, countryOrRegion: ___, ...fewer } = declared;
    const state = stateAfterWrite(vppToken, "beta", {}, fewer, written);
    expect(state).not.toHaveProperty("token");
    expect(state).not.toHaveProperty("apiVersion");
    expect(state.countryOrRegion).toBe("GB");
  });

  test("forgets what the version in use doesn't show", () => {
    const named = { ...written, displayName: "London" };
    expect(stateAfterWrite(vppToken, "v1.0", {}, declared, named)).not.toHaveProperty("displayName");
    expect(stateAfterWrite(vppToken, "beta", {}, declared, named)).toHaveProperty("displayName", "London");
  });

  test("notes what the service didn't take, so that the next deployment deals with it, until a read", () => {
    const refused = stateAfterWrite(vppToken, "beta", { ...entity, automaticallyUpdateApps: false }, declared, {});
    expect(inputsAreTrue(written)).toBe(true);
    expect(inputsAreTrue(refused)).toBe(false);
    expect(inputsAreTrue(stateAfterRead(vppToken, { ...entity, automaticallyUpdateApps: false }, refused))).toBe(true);
    expect(inputsAreTrue({ countryOrRegion: "gb" })).toBe(false);
  });

  test("holds what the service made of a value, where that is something else", () => {
    const state = stateAfterWrite(vppToken, "beta", { ...entity, countryOrRegion: "us" }, declared, {});
    expect(state.countryOrRegion).toBe("us");
  });
});

describe("the state after a read", () => {
  const read = stateAfterRead(vppToken, { ...entity, automaticallyUpdateApps: false, appleId: null }, written);

  test("holds the live values, and from before the secret, the options and the spelling", () => {
    const { appleId: _, ...rest } = written;
    expect(read).toEqual({ ...rest, automaticallyUpdateApps: false });
  });

  test("gives back as inputs the live values of what is managed, and nothing else", () => {
    expect(inputsOf(read)).toEqual({ ...declared, automaticallyUpdateApps: false });
  });

  test("gives no inputs where the state doesn't say what is managed", () => {
    const { __managed: _, ...foreign } = read;
    expect(inputsOf(foreign)).toBeUndefined();
  });

  test("gives empty inputs where nothing is managed", () => {
    expect(inputsOf(stateAfterWrite(vppToken, "beta", entity, {}, {}))).toEqual({});
  });

  test("passes on a member of an enumeration that this version doesn't know", () => {
    expect(stateAfterRead(vppToken, { ...entity, state: "quarantined" }, written).state).toBe("quarantined");
  });
});
