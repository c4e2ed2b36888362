import { defaultSettings } from "../../../src/emulator/settings";
import type { StoredEntity } from "../../../src/emulator/tenant/store";
import { tokenApps } from "../../../src/emulator/vppToken/apps";
import { revocationResults, syncStatus, tokenState } from "../../../src/emulator/vppToken/status";

const noon = Date.parse("2026-11-21T12:00:00Z");
const at = (milliseconds: number) => ({ now: new Date(noon + milliseconds), settings: defaultSettings });
const { actionDuration } = defaultSettings;

const tokenWith = (known: StoredEntity["known"], set: StoredEntity["set"] = {}, id = "one"): StoredEntity => ({
  id,
  position: 1,
  modified: noon,
  set,
  known: { fingerprint: id, expires: noon + 1, ...known },
});

describe("the state of a token", () => {
  const alone = (token: StoredEntity, milliseconds = 0) => tokenState(token, [token], at(milliseconds).now);

  test("is valid until the very moment of its expiry", () => {
    expect([alone(tokenWith({})), alone(tokenWith({}), 1)]).toEqual(["valid", "expired"]);
  });

  test.each([
    ["the same inner token", { fingerprint: "same" }, { fingerprint: "same" }, "duplicateLocationId"],
    ["the same location", { location: "London" }, { location: "London" }, "duplicateLocationId"],
    ["another location", { location: "London" }, { location: "Paris" }, "valid"],
    ["no location at all", { location: null }, { location: null }, "valid"],
  ])("beside another one with %s", (_, one, other, state) => {
    const both = [tokenWith(one), tokenWith(other, {}, "two")];
    expect(both.map((token) => tokenState(token, both, new Date(noon)))).toEqual([state, state]);
  });

  test("belongs to another MDM until it is claimed", () => {
    const known = { externalMdm: true };
    expect(alone(tokenWith(known))).toBe("assignedToExternalMDM");
    expect(alone(tokenWith(known, { claimTokenManagementFromExternalMdm: false }))).toBe("assignedToExternalMDM");
    expect(alone(tokenWith(known, { claimTokenManagementFromExternalMdm: true }))).toBe("valid");
  });
});

describe("a license sync", () => {
  const known = { synced: noon - 5000, syncStarted: noon };

  test("takes a moment, then is completed", () => {
    expect(syncStatus(known, "valid", at(actionDuration - 1))).toEqual({ status: "inProgress", synced: noon - 5000 });
    expect(syncStatus(known, "valid", at(actionDuration))).toEqual({
      status: "completed",
      synced: noon + actionDuration,
    });
  });

  test("fails for a token that isn't valid, and leaves the date of the last one", () => {
    expect(syncStatus(known, "expired", at(actionDuration))).toEqual({ status: "failed", synced: noon - 5000 });
  });
});

describe("a revocation", () => {
  const known = { revocations: [{ started: noon, licenses: 3 }], expires: noon + 60_000 };

  test("is pending for a moment, then done", () => {
    const pending = revocationResults(known, at(0));
    expect(pending).toEqual([
      {
        "@odata.type": "#microsoft.graph.vppTokenRevokeLicensesActionResult",
        actionName: "revokeLicenses",
        actionState: "pending",
        startDateTime: "2026-11-21T12:00:00.0000000Z",
        lastUpdatedDateTime: "2026-11-21T12:00:00.0000000Z",
        actionFailureReason: "none",
        failedLicensesCount: 0,
        totalLicensesCount: 3,
      },
    ]);
    expect(revocationResults(known, at(actionDuration))[0]).toMatchObject({
      actionState: "done",
      lastUpdatedDateTime: "2026-11-21T12:00:01.5000000Z",
    });
  });

  test("fails with an expired token", () => {
    expect(revocationResults({ ...known, expires: noon }, at(actionDuration))[0]).toMatchObject({
      actionState: "failed",
      actionFailureReason: "expiredVppToken",
      failedLicensesCount: 3,
    });
  });
});

describe("the apps of a token", () => {
  const apps = [{ bundleId: "com.example.a", usedLicenseCount: 4, assigned: true }, { bundleId: "com.example.b" }];

  test("keep their ids, which differ from token to token", () => {
    const ids = (id: string) => tokenApps(tokenWith({ apps }, {}, id), at(0)).map((app) => app.id);
    expect(ids("one")).toEqual(ids("one"));
    expect(new Set([...ids("one"), ...ids("two")]).size).toBe(4);
  });

  test("are assigned as the token's text says, until somebody assigns them otherwise", () => {
    const [first, second] = tokenApps(tokenWith({ apps }), at(0));
    expect([first?.assignments.length, second?.assignments.length]).toEqual([1, 0]);
    const changed = tokenApps(tokenWith({ apps, [`assignments of ${first?.id}`]: [] }), at(0));
    expect(changed[0]?.assignments).toEqual([]);
  });

  test("use no license after their licenses were revoked", () => {
    const token = tokenWith({ apps, expires: noon + 60_000, revocations: [{ started: noon, licenses: 4 }] });
    expect(tokenApps(token, at(0))[0]?.usedLicenseCount).toBe(4);
    expect(tokenApps(token, at(actionDuration))[0]?.usedLicenseCount).toBe(0);
  });
});
