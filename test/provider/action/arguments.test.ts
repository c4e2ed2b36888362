import { vppTokenLicenseSync } from "../../../src/definitions/vppTokenLicenseSync";
import { changedActionArguments, checkAction, runsAgain, waitTimeoutMs } from "../../../src/provider/action/arguments";
import { type PropertyMap, unknownValue } from "../../../src/provider/propertyMap";

const failures = (declared: PropertyMap) =>
  checkAction(vppTokenLicenseSync, declared).failures.map(({ property, reason }) => `${property} ${reason}`);
const changed = (before: PropertyMap, now: PropertyMap) => changedActionArguments(vppTokenLicenseSync, before, now);
const again = (before: PropertyMap, now: PropertyMap) => runsAgain(vppTokenLicenseSync, before, now);

describe("the check of a license sync", () => {
  test("has nothing against triggers of any kind", () => {
    const declared = {
      vppTokenId: "1",
      triggers: ["a", 1, true, { deep: [null] }],
      waitForCompletion: false,
      timeoutSeconds: 1,
      apiVersion: "beta",
      connection: "contoso",
    };
    expect(failures(declared)).toEqual([]);
    expect(failures({ vppTokenId: "1", triggers: [] })).toEqual([]);
  });

  test("passes over what isn't known yet", () => {
    expect(failures({ vppTokenId: unknownValue, triggers: [unknownValue], timeoutSeconds: unknownValue })).toEqual([]);
    expect(failures({ vppTokenId: unknownValue, triggers: unknownValue })).toEqual([]);
  });

  test("takes null for an argument that is left out", () => {
    expect(checkAction(vppTokenLicenseSync, { vppTokenId: "1", triggers: null }).inputs).toEqual({ vppTokenId: "1" });
  });

  test.each([
    [{}, "vppTokenId is needed for a license sync: declare the id of a VPP token"],
    [{ vppTokenId: "" }, "vppTokenId is needed for a license sync: declare the id of a VPP token"],
    [{ vppTokenId: 1 }, "vppTokenId must be a string, and is a number"],
    [{ vppTokenId: "1", triggers: "a" }, "triggers must be a list, and is a single value: write [ … ] around it"],
    [{ vppTokenId: "1", timeoutSeconds: 0 }, "timeoutSeconds must be 1 or more"],
    [{ vppTokenId: "1", timeoutSeconds: 1.5 }, "timeoutSeconds must be a whole number, and is a number"],
    [{ vppTokenId: "1", waitForCompletion: "no" }, "waitForCompletion must be true or false, and is a string"],
    [
      { vppTokenId: "1", lastSyncStatus: "completed" },
      "lastSyncStatus is set by Intune and can't be declared: remove it, and read it as an output",
    ],
  ])("says what is wrong with %j", (declared, failure) => {
    expect(failures(declared)).toEqual([failure]);
  });

  test("names the arguments to someone who writes another, those of the token included", () => {
    expect(failures({ vppTokenId: "1", TimeoutSeconds: 5 })).toEqual([
      "TimeoutSeconds is not an argument of a license sync: write timeoutSeconds",
    ]);
    const [failure] = failures({ vppTokenId: "1", appleId: "x" });
    expect(failure).toMatch(/write one of .*vppTokenId.*triggers.*waitForCompletion.*timeoutSeconds/);
  });
});

describe("a license sync is run again", () => {
  const before = { vppTokenId: "1", triggers: ["a", { b: 1, c: 2 }] };

  test("when a trigger changes, comes, goes or isn't known yet", () => {
    for (const triggers of [["b", { b: 1, c: 2 }], ["a", { b: 1, c: 2 }, null], ["a"], [unknownValue], unknownValue]) {
      expect(again(before, { ...before, triggers })).toBe(true);
      expect(changed(before, { ...before, triggers })).toEqual(["triggers"]);
    }
    expect(again(before, { vppTokenId: "1" })).toBe(true);
  });

  test("when it is for another token, or another tenant's", () => {
    expect(again(before, { ...before, vppTokenId: "2" })).toBe(true);
    expect(again(before, { ...before, connection: "contoso" })).toBe(true);
  });

  test("not for another order of an object's keys, nor for an empty list in place of none", () => {
    const now = { ...before, triggers: ["a", { c: 2, b: 1 }] };
    expect(again(before, now)).toBe(false);
    expect(changed(before, now)).toEqual([]);
    expect(again({ vppTokenId: "1" }, { vppTokenId: "1", triggers: [] })).toBe(false);
  });

  test("not when only the waiting changes, which still is a change to remember", () => {
    const now = { ...before, waitForCompletion: false, timeoutSeconds: 5, apiVersion: "beta" };
    expect(again(before, now)).toBe(false);
    expect(changed(before, now)).toEqual(["waitForCompletion", "timeoutSeconds", "apiVersion"]);
  });
});

test("a sync is waited for ten minutes unless the program says otherwise", () => {
  expect(waitTimeoutMs({})).toBe(600_000);
  expect(waitTimeoutMs({ waitForCompletion: true, timeoutSeconds: 5 })).toBe(5000);
  expect(waitTimeoutMs({ waitForCompletion: false, timeoutSeconds: 5 })).toBeUndefined();
});
