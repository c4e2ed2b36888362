import { vppTokenLicenseSync } from "../../../src/definitions/vppTokenLicenseSync";
import { completionOf } from "../../../src/provider/action/completion";

const [earlier, later] = ["2026-11-01T00:00:00Z", "2026-11-01T00:00:01Z"];
const at = (lastSyncStatus: string, lastSyncDateTime: string | null = earlier) => ({
  lastSyncStatus,
  lastSyncDateTime,
});
const end = (before: object, ...refreshState: object[]) =>
  completionOf(
    vppTokenLicenseSync.progress,
    { ...before },
    refreshState.map((entity) => ({ ...entity })),
  );

describe("the end of a run", () => {
  test("is not what the run before it left", () => {
    expect(end(at("completed"), at("completed"))).toBe("going on");
    expect(end(at("failed"), at("failed"), at("failed"))).toBe("going on");
  });

  test("is an end with a later date, even when it comes with the answer to the asking", () => {
    expect(end(at("completed"), at("completed", later))).toBe("completed");
    expect(end(at("failed"), at("failed", later))).toBe("failed");
  });

  test("is a completion for an entity that was never run before", () => {
    expect(end(at("none", null), at("completed", later))).toBe("completed");
    expect(end(at("none", "0001-01-01T00:00:00Z"), at("completed", later))).toBe("completed");
  });

  test("is told from the service's dates whatever year they are of", () => {
    expect(end(at("completed", "1970-01-01T00:00:00Z"), at("completed", "1970-01-01T00:00:01Z"))).toBe("completed");
    expect(end(at("completed", "2200-01-01T00:00:00Z"), at("completed", "2199-01-01T00:00:00Z"))).toBe("going on");
  });

  test("is not a completion that a replica shows with a date of before", () => {
    expect(end(at("completed"), at("inProgress"), at("completed"))).toBe("going on");
    expect(end(at("completed"), at("inProgress"), at("completed"), at("inProgress"))).toBe("going on");
  });

  test("is a completion with the old date once the run was seen going on and the completion was seen twice", () => {
    expect(end(at("completed"), at("inProgress"), at("completed"), at("completed"))).toBe("completed");
    expect(end(at("completed", null), at("inProgress", null), at("completed", null), at("completed", null))).toBe(
      "completed",
    );
  });

  test("is a failure where there was none before, though the date stays", () => {
    expect(end(at("completed"), at("failed"))).toBe("failed");
    expect(end(at("inProgress"), at("failed"))).toBe("failed");
  });

  test("is a second failure with the old date once the run was seen going on and the failure was seen twice", () => {
    expect(end(at("failed"), at("inProgress"), at("failed"))).toBe("going on");
    expect(end(at("failed"), at("inProgress"), at("failed"), at("failed"))).toBe("failed");
  });

  test("of a run that was already going on counts", () => {
    expect(end(at("inProgress"), at("inProgress"), at("completed", later))).toBe("completed");
    expect(end(at("inProgress"), at("completed"))).toBe("going on");
    expect(end(at("inProgress"), at("completed"), at("completed"))).toBe("completed");
  });

  test("is nothing that this package doesn't know", () => {
    expect(end(at("completed"), at("resting", later))).toBe("going on");
    expect(end(at("completed"), {})).toBe("going on");
  });
});
