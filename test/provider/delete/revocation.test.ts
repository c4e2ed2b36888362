import type { Revocation } from "../../../src/definitions/entity";
import { vppToken } from "../../../src/definitions/vppToken";
import { progressOf, resultSince, resultsOf } from "../../../src/provider/delete/revocation";

const revocation: Revocation = vppToken.revocation;
const result = (more: Record<string, unknown> = {}) => ({
  "@odata.type": "#microsoft.graph.vppTokenRevokeLicensesActionResult",
  actionName: "revokeLicenses",
  actionState: "done",
  startDateTime: "2026-11-01T10:00:00.0000000Z",
  lastUpdatedDateTime: "2026-11-01T10:05:00.0000000Z",
  actionFailureReason: "none",
  failedLicensesCount: 0,
  totalLicensesCount: 5,
  ...more,
});

describe("the results of revocations", () => {
  test("are told from those of other actions by their type, or by the action's name", () => {
    const byType = { ...result(), actionName: "revokeVppLicenses" };
    const byName = { actionName: "revokeLicenses" };
    const other = { "@odata.type": "#microsoft.graph.vppTokenActionResult", actionName: "sync" };
    expect(resultsOf(revocation, { tokenActionResults: [byType, other, byName, null] })).toEqual([byType, byName]);
  });

  test("are none where the service tells nothing", () => {
    expect(resultsOf(revocation, {})).toEqual([]);
    expect(resultsOf(revocation, { tokenActionResults: null })).toEqual([]);
  });
});

describe("the result of this revocation", () => {
  test("is not an earlier one's that had ended before", () => {
    expect(resultSince([result()], [result()])).toBeUndefined();
  });

  test("is the new one beside earlier ones, in whatever order they come", () => {
    const mine = result({ actionState: "pending", startDateTime: "2026-11-02T10:00:00.0000000Z" });
    expect(resultSince([result()], [result(), mine])).toEqual(mine);
    expect(resultSince([result()], [mine, result()])).toEqual(mine);
  });

  test("is the one that took the place of the earlier one", () => {
    const mine = result({ lastUpdatedDateTime: "2026-11-02T10:05:00.0000000Z" });
    expect(resultSince([result()], [mine])).toEqual(mine);
  });

  test("is the end of one that was underway before, where the service starts no second one", () => {
    expect(resultSince([result({ actionState: "active" })], [result()])).toEqual(result());
  });

  test("is the latest, when one that was underway before ends beside it", () => {
    const mine = result({ actionState: "pending", startDateTime: "2026-11-02T10:00:00.0000000Z" });
    expect(resultSince([result({ actionState: "active" })], [mine, result()])).toEqual(mine);
  });
});

describe("how the revocation goes", () => {
  test("is underway without a result, and in any state that is not an end, even one that is not known", () => {
    expect(progressOf(revocation, undefined)).toEqual({ is: "underway", state: "not begun" });
    for (const state of ["none", "pending", "active", "somethingNew"]) {
      expect(progressOf(revocation, result({ actionState: state }))).toEqual({ is: "underway", state });
    }
  });

  test("is done when all licenses were revoked", () => {
    expect(progressOf(revocation, result())).toEqual({ is: "done" });
  });

  test("is not done when Intune says so although licenses failed", () => {
    expect(progressOf(revocation, result({ failedLicensesCount: 2 }))).toEqual({
      is: "stopped",
      why: "Intune says: done; 2 of 5 licenses failed",
    });
  });

  test("tells of a failure the reason, what to do, and how many failed", () => {
    const failed = { actionState: "failed", actionFailureReason: "expiredVppToken", failedLicensesCount: 3 };
    expect(progressOf(revocation, result(failed))).toEqual({
      is: "stopped",
      why: "Intune says: failed; expiredVppToken: the token has expired: upload a renewed one first; 3 of 5 licenses failed",
    });
  });

  test("tells a reason that is not known as it is", () => {
    const failed = { actionState: "failed", actionFailureReason: "toString" };
    expect(progressOf(revocation, result(failed))).toEqual({ is: "stopped", why: "Intune says: failed; toString" });
  });

  test.each(["canceled", "notSupported"])("is at an end when it is %s", (state) => {
    expect(progressOf(revocation, result({ actionState: state }))).toEqual({
      is: "stopped",
      why: `Intune says: ${state}`,
    });
  });
});
