import type { EntityDefinition } from "../../../src/definitions/entity";
import { vppToken } from "../../../src/definitions/vppToken";
import type { EntitySet } from "../../../src/emulator/entities/entitySet";
import { create, get, list, update } from "../../../src/emulator/entities/handlers";
import type { GraphRequest } from "../../../src/emulator/http/request";
import { entitySets, versionsOf } from "../../../src/emulator/http/routes";
import { defaultSettings } from "../../../src/emulator/settings";
import { Store } from "../../../src/emulator/tenant/store";
import { newTokenText } from "../../support/tokenText";

/** A token under other names, in beta only: what an older Graph type of the same thing looks like. */
const olderDefinition: EntityDefinition = {
  ...vppToken,
  name: "olderToken",
  odataType: "#microsoft.graph.olderToken",
  collection: "/organization/{organizationId}/olderTokens",
  properties: {
    olderAccountType: { type: "String", members: ["business", "education"], versions: ["beta"], access: "admin" },
    olderText: { type: "String", versions: ["beta"], access: "admin", writeOnly: true, requiredOnCreate: true },
    state: { type: "String", members: ["unknown", "valid", "invalid"], versions: ["beta"], access: "service" },
  },
};

const tokenSet = entitySets.find(({ definition }) => definition.name === "vppToken");

function world() {
  if (tokenSet === undefined) throw new Error("vppToken is not served");
  const older: EntitySet = {
    ...tokenSet,
    definition: olderDefinition,
    storedAs: { olderAccountType: "vppTokenAccountType", olderText: "token" },
  };
  const store = new Store();
  const request = (body?: GraphRequest["body"], parameters: GraphRequest["parameters"] = {}): GraphRequest => ({
    version: "beta",
    url: new URL("http://127.0.0.1:4399/beta/somewhere"),
    parameters,
    body,
    store,
    context: { now: new Date("2026-11-21T08:00:00Z"), settings: defaultSettings },
    newId: () => "one",
  });
  return { token: tokenSet, older, store, request };
}

describe("an entity that is another one's older name", () => {
  test("is the same thing under its own property names", () => {
    const { token, older, request } = world();
    const created = create(request({ olderText: newTokenText(), olderAccountType: "education" }), older);
    expect(created.body).toMatchObject({
      "@odata.type": "#microsoft.graph.olderToken",
      id: "one",
      olderAccountType: "education",
      olderText: null,
    });
    expect(get(request(undefined, { id: "one" }), token).body).toMatchObject({ vppTokenAccountType: "education" });
    update(request({ vppTokenAccountType: "business" }, { id: "one" }), token);
    expect(list(request(), older).body?.value).toMatchObject([{ id: "one", olderAccountType: "business" }]);
  });

  test("keeps its secret out of the store under whatever name", () => {
    const { older, store, request } = world();
    const olderText = newTokenText({ token: "inner-secret" });
    create(request({ olderText }), older);
    const kept = JSON.stringify(store.all(older.table));
    expect(kept).toContain("Contoso");
    expect(kept).not.toContain(olderText);
    expect(kept).not.toContain("inner-secret");
  });

  test("answers a state that it doesn't define as invalid", () => {
    const { older, request } = world();
    const created = create(request({ olderText: newTokenText({ externalMdm: true }) }), older);
    expect(created.body).toMatchObject({ state: "invalid" });
  });
});

test("an entity is tokenSet in the versions that its properties name", () => {
  expect(versionsOf(vppToken)).toEqual(["v1.0", "beta"]);
  expect(versionsOf(olderDefinition)).toEqual(["beta"]);
});
