import { vppToken } from "../../../src/definitions/vppToken";
import { vppTokenEntity, vppTokenLicenses } from "../../../src/provider/lookup/answers";
import { entity } from "./token";

const live = entity({ id: "1" });

test("what is unset, unknown to the table, or a secret is left out of a token", () => {
  const answer = {
    ...live,
    "@odata.type": "#x",
    appleId: null,
    token: "MARKED",
    newProperty: 1,
    displayName: "London",
  };
  expect(vppTokenEntity(answer)).toEqual({ ...live, displayName: "London" });
});

test("action results keep the fields of their own type, without what is unset", () => {
  const revocation = {
    actionName: "revokeLicenses",
    actionState: "done",
    failedLicensesCount: 1,
    totalLicensesCount: 5,
  };
  const tokenActionResults = [
    { "@odata.type": "#x", ...revocation, actionFailureReason: null },
    { actionName: "sync", actionState: "active" },
  ];
  expect(vppTokenEntity({ ...live, tokenActionResults }).tokenActionResults).toEqual([
    revocation,
    { actionName: "sync", actionState: "active" },
  ]);
});

test("nulls are Graph's own words for what isn't known, or missing", () => {
  const nulls = Object.fromEntries(Object.keys(vppToken.properties).map((name) => [name, null]));
  expect(vppTokenEntity({ ...nulls, id: "1" })).toEqual({
    id: "1",
    state: "unknown",
    lastSyncStatus: "none",
    expirationDateTime: "0001-01-01T00:00:00Z",
    lastModifiedDateTime: "0001-01-01T00:00:00Z",
  });
  expect(vppTokenEntity({ id: "1" })).toEqual(vppTokenEntity({ ...nulls, id: "1" }));
});

test("members of enumerations that are new to the table are passed on", () => {
  expect(vppTokenEntity({ ...live, state: "somethingNew" }).state).toBe("somethingNew");
});

test.each([
  ["lastAppCount", "5"],
  ["automaticallyUpdateApps", "true"],
  ["expirationDateTime", 5],
  ["roleScopeTagIds", [1]],
  ["tokenActionResults", [{ failedLicensesCount: "1" }]],
])("an answer whose %s is %j is not taken for a token, and its value not quoted", (name, value) => {
  expect(() => vppTokenEntity({ ...live, [name]: value })).toThrow(
    `the answer is not a VPP token of Graph's reference (${name}). Check that graphEndpoint is the address of Microsoft Graph`,
  );
});

test("a license summary holds what the table lists", () => {
  const summary = { vppTokenId: "1", availableLicenseCount: 7, usedLicenseCount: 3 };
  expect(vppTokenLicenses({ "@odata.type": "#x", ...summary, appleId: null })).toEqual(summary);
});

test.each([["nothing"], [{ usedLicenseCount: "3" }]])("%j is not taken for a license summary", (answer) => {
  expect(() => vppTokenLicenses(answer)).toThrow(/the answer is not a VPP token license summary/);
});
