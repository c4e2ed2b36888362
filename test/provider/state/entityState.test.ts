import { vppToken } from "../../../src/definitions/vppToken";
import { changedArguments } from "../../../src/provider/inputs/differences";
import type { PropertyMap } from "../../../src/provider/propertyMap";
import { stateAfterRead, stateAfterWrite, type Written } from "../../../src/provider/state/entityState";

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
const common = {
  version: "beta",
  newInputs: declared,
  oldState: {},
  sent: [],
  outcome: "settled",
  tenant: undefined,
} as const;
const write = (answer: PropertyMap, more: Partial<Written> = {}) =>
  stateAfterWrite(vppToken, { ...common, entity: answer, ...more });
const written = write(entity);

describe("the state after a write", () => {
  test("holds the live values, the secret and the options as declared, and nothing that Graph's table doesn't name", () => {
    expect(written).toEqual({
      token: "dG9rZW4=",
      countryOrRegion: "GB",
      automaticallyUpdateApps: true,
      apiVersion: "beta",
      appleId: "vpp@contoso.example",
      state: "valid",
    });
  });

  test("keeps what an answer doesn't speak of", () => {
    expect(write({}, { oldState: written })).toEqual(written);
  });

  test("forgets a secret and an option that are no longer declared, and keeps the live values", () => {
    const { token: _, apiVersion: __, countryOrRegion: ___, ...fewer } = declared;
    const state = write({}, { newInputs: fewer, oldState: written });
    expect(state).not.toHaveProperty("token");
    expect(state).not.toHaveProperty("apiVersion");
    expect(state.countryOrRegion).toBe("GB");
  });

  test("forgets what the version in use doesn't show", () => {
    const named = { ...written, displayName: "London" };
    expect(write({}, { version: "v1.0", oldState: named })).not.toHaveProperty("displayName");
    expect(write({}, { oldState: named })).toHaveProperty("displayName", "London");
  });

  test("shows what the service didn't take, so that the next deployment sends it again", () => {
    const refused = write({ ...entity, automaticallyUpdateApps: false }, { outcome: "unsettled" });
    expect(refused.automaticallyUpdateApps).toBe(false);
    expect(changedArguments(vppToken, refused, declared, Object.keys(declared))).toEqual(["automaticallyUpdateApps"]);
  });

  test("is without what a read replaces, once the entity was read", () => {
    const old = { ...written, __unsettled: "automaticallyUpdateApps", __modified: true };
    const read = stateAfterRead(vppToken, entity, old);
    expect(read).not.toHaveProperty("__modified");
    expect(read).not.toHaveProperty("__unsettled");
  });

  test("holds the declared value, once the service is known to store it in a form of its own", () => {
    const answer = { ...entity, countryOrRegion: "us" };
    expect(write(answer).countryOrRegion).toBe("GB");
    expect(write(answer, { outcome: "unsettled" }).countryOrRegion).toBe("us");
  });
});

describe("the state after a read", () => {
  const read = stateAfterRead(vppToken, { ...entity, automaticallyUpdateApps: false, appleId: null }, written);

  test("holds the live values, and from before the secret, the options and the spelling", () => {
    const { appleId: _, ...rest } = written;
    expect(read).toEqual({ ...rest, automaticallyUpdateApps: false });
  });

  test("passes on a member of an enumeration that this version doesn't know", () => {
    expect(stateAfterRead(vppToken, { ...entity, state: "quarantined" }, written).state).toBe("quarantined");
  });
});
