import { vppToken } from "../../../src/definitions/vppToken";
import type { PropertyMap } from "../../../src/provider/propertyMap";
import { differing, isShown, provesUpload, wasModified } from "../../../src/provider/upload/confirmedWrites";
import { fingerprintOf } from "../../../src/provider/upload/storedToken";
import { stackOfEachTest } from "../../support/stack";
import { tokenText } from "../../support/tokenText";

const text = (year: number) => tokenText({ token: `of ${year}`, expDate: `${year}-05-01T10:00:00Z` });
const [t0, t1] = ["2026-11-01T00:00:00.1234567Z", "2026-11-01T00:00:00.1234568Z"];
const [s0, s1] = ["2026-11-01T00:00:00Z", "2026-11-01T00:00:00.1234565Z"];
const expiry = (year: number) => `${year}-05-01T10:00:00Z`;

describe("confirmation: an upload is proved", () => {
  const token = fingerprintOf(text(2099));
  const before = { lastModifiedDateTime: t0, expirationDateTime: expiry(2098) };
  test.each<[string, PropertyMap, PropertyMap, boolean]>([
    ["by a later date of modification, to the last digit", before, { ...before, lastModifiedDateTime: t1 }, true],
    ["by its own expiry, where another one was shown", before, { ...before, expirationDateTime: expiry(2099) }, true],
    ["not by the same dates", before, before, false],
    ["not by an earlier date of modification", { ...before, lastModifiedDateTime: t1 }, before, false],
    [
      "not by an expiry that was shown before",
      { ...before, expirationDateTime: expiry(2099) },
      { ...before, expirationDateTime: expiry(2099) },
      false,
    ],
    ["not by the expiry of another token", before, { ...before, expirationDateTime: expiry(2100) }, false],
    [
      "not by a date of modification that a sync may have moved",
      { ...before, lastSyncDateTime: s0 },
      { ...before, lastModifiedDateTime: t1, lastSyncDateTime: s1 },
      false,
    ],
    [
      "not by a date of modification that the first sync may have moved",
      { ...before, lastSyncDateTime: "0001-01-01T00:00:00Z" },
      { ...before, lastModifiedDateTime: t1, lastSyncDateTime: s1 },
      false,
    ],
    [
      "not by a date of modification without a word of syncs, where there were some",
      { ...before, lastSyncDateTime: s0 },
      { ...before, lastModifiedDateTime: t1 },
      false,
    ],
    [
      "by a date of modification after a sync that was known",
      { ...before, lastSyncDateTime: s1 },
      { ...before, lastModifiedDateTime: t1, lastSyncDateTime: "2026-11-01T00:00:00.123456500Z" },
      true,
    ],
    [
      "by its own expiry, though a sync moved the other date",
      { ...before, lastSyncDateTime: s0 },
      { lastModifiedDateTime: t1, lastSyncDateTime: s1, expirationDateTime: expiry(2099) },
      true,
    ],
    ["not by a date of modification where none was known", { expirationDateTime: expiry(2098) }, before, false],
    ["not by dates that went missing", before, { lastModifiedDateTime: null, expirationDateTime: null }, false],
  ])("%s", (_how, known, shown, proved) => {
    const evidence = { oldState: known, earlier: [], shown: { ...shown, id: "1" }, span: { sent: 0, shown: 0 } };
    expect(provesUpload(vppToken, token, evidence)).toBe(proved);
  });

  const at = (second: number) => new Date(Date.UTC(2026, 10, 1, 0, 0, second)).toISOString();
  /** An entity that shows an old expiry, modified and synced at these seconds. */
  const entityAt = (modified: number, synced: number, lastSyncStatus = "completed") => ({
    id: "1",
    expirationDateTime: expiry(2098),
    lastModifiedDateTime: at(modified),
    lastSyncDateTime: at(synced),
    lastSyncStatus,
  });
  const proves = (span: [number, number], first: PropertyMap, ...shown: ReturnType<typeof entityAt>[]) => {
    const [sent = 0, until = 0] = span.map((second) => Date.parse(at(second)));
    const last = shown.at(-1) ?? entityAt(0, 0);
    const evidence = { oldState: first, earlier: shown.slice(0, -1), shown: last, span: { sent, shown: until } };
    return provesUpload(vppToken, token, evidence);
  };

  test("by a sync that came of it, and not by one from before or by another clock", () => {
    expect(proves([20, 22], entityAt(1, 1), entityAt(21, 21))).toBe(true);
    expect(proves([20, 22], entityAt(1, 1), entityAt(19, 19))).toBe(false);
    expect(proves([20, 22], entityAt(1, 1), entityAt(23, 23))).toBe(false);
    expect(proves([20, 22], entityAt(1, 1), entityAt(1, 21))).toBe(false);
  });

  test("on a further try by what no sync moved since any of those before", () => {
    expect(proves([30, 31], entityAt(1, 1), entityAt(15, 15), entityAt(29, 15))).toBe(true);
    expect(proves([30, 31], entityAt(1, 1), entityAt(15, 15), entityAt(15, 15))).toBe(false);
    // A read that lags behind.
    expect(proves([30, 31], entityAt(1, 1), entityAt(15, 15), entityAt(1, 1), entityAt(29, 15))).toBe(true);
    expect(proves([30, 31], entityAt(1, 1), entityAt(1, 1), entityAt(15, 15))).toBe(false);
  });

  test("by a second sync within seconds, for Intune's own come twice a day", () => {
    expect(proves([30, 31], entityAt(1, 1), entityAt(15, 15), entityAt(25, 25))).toBe(true);
  });

  test("not by the beginning and the end of one sync", () => {
    expect(proves([30, 31], entityAt(1, 1), entityAt(15, 1, "inProgress"))).toBe(false);
    expect(proves([30, 31], entityAt(1, 1), entityAt(15, 1, "inProgress"), entityAt(25, 25))).toBe(false);
    const begun = entityAt(15, 1, "inProgress");
    expect(proves([30, 31], entityAt(1, 1), begun, entityAt(25, 1, "inProgress"))).toBe(true);
  });
});

describe("confirmation: values are shown", () => {
  const values = { displayName: "London", automaticallyUpdateApps: true, token: "MARKED" };
  test("when the service states them, or was modified since it was looked at", () => {
    const before = { id: "1", lastModifiedDateTime: t0 };
    const shown = { id: "1", displayName: "London", automaticallyUpdateApps: true };
    expect(isShown(vppToken, values, shown, [])).toBe(true);
    expect(isShown(vppToken, values, { ...before, ...shown, displayName: "london" }, [before])).toBe(false);
    const modified = { ...shown, displayName: "london", lastModifiedDateTime: t1 };
    expect(isShown(vppToken, values, modified, [before])).toBe(true);
    expect(isShown(vppToken, values, modified, [])).toBe(false);
    const synced = { ...modified, lastSyncDateTime: s1 };
    expect(isShown(vppToken, values, synced, [{ ...before, lastSyncDateTime: s0 }])).toBe(false);
  });

  test.each([null, undefined])("not where it states %j in place of one", (nothing) => {
    const shown = { id: "1", displayName: nothing, automaticallyUpdateApps: true };
    expect(isShown(vppToken, values, shown, [])).toBe(false);
  });

  test("tells the names of those that aren't", () => {
    expect(differing(vppToken, values, { displayName: "london", automaticallyUpdateApps: true })).toEqual([
      "displayName",
    ]);
    expect(differing(vppToken, { roleScopeTagIds: [] }, { roleScopeTagIds: ["0"] })).toEqual([]);
  });

  test("and was modified only where both dates are known", () => {
    expect(wasModified(vppToken, {}, { id: "1", lastModifiedDateTime: t0 })).toBe(false);
    expect(wasModified(vppToken, { lastModifiedDateTime: null }, { id: "1", lastModifiedDateTime: t0 })).toBe(false);
    expect(wasModified(vppToken, { lastModifiedDateTime: t0 }, { id: "1" })).toBe(false);
  });
});

describe("update: an upload", () => {
  const { intune, stack } = stackOfEachTest();
  beforeEach(async () => {
    await stack.up({ london: { token: text(2098) } });
    intune.forget();
  });

  const renew = async () => (await stack.up({ london: { token: text(2099) } })).london;
  const sent = () => intune.asked().map((request) => request.split(" ")[0]);
  const patch = { method: "PATCH", path: "vppTokens" };
  const live = async () => (await intune.send("GET", `/vppTokens/${stack.of("london").id}`)).expirationDateTime;
  /** What a proxy, a broken gate or a lagging replica makes of an answer after the change was made. */
  const answers: [string, object][] = [
    ["a page", { kind: "htmlPage", when: "after" }],
    ["an error with status 200", { kind: "patch", of: "answer", set: { error: { code: "Busy" } }, remove: ["id"] }],
    ["another entity", { kind: "patch", of: "answer", set: { id: "another" } }],
    ["204", { kind: "htmlPage", status: 204, when: "after" }],
    ["an empty body", { kind: "emptyBody" }],
    ["half of the entity", { kind: "truncatedBody" }],
  ];

  test.each(answers)("is confirmed by a look at the entity when it is answered with %s", async (_what, fault) => {
    await intune.fail({ ...patch, ...fault });
    expect(await renew()).toBe("updated");
    expect(sent()).toEqual(["GET", "PATCH", "GET"]);
    expect(stack.of("london").state.expirationDateTime).toBe(expiry(2099));
  });

  test("is sent again when a page was answered in its place", async () => {
    await intune.fail({ ...patch, kind: "htmlPage" });
    expect(await renew()).toBe("updated");
    expect(sent()).toEqual(["GET", "PATCH", "GET", "PATCH"]);
    expect(await live()).toBe(expiry(2099));
  });

  test.each<[string, object]>([
    ["a page", { kind: "htmlPage" }],
    ["204", { kind: "htmlPage", status: 204 }],
  ])("fails, and the state stays, when %s goes on being answered", async (_what, fault) => {
    const { state } = stack.of("london");
    await intune.fail({ ...patch, ...fault, times: 9 });
    expect(await renew()).toMatch(/^The VPP token .* was not updated\. The request was answered with success, but/);
    expect(sent().filter((method) => method === "PATCH")).toHaveLength(3);
    expect(stack.of("london").state).toEqual(state);
    await intune.heal();
    // What a failed upload reserved is free again.
    expect(await renew()).toBe("updated");
    expect(await live()).toBe(expiry(2099));
  });

  test("is sent again when the entity in the answer didn't move, and then fails", async () => {
    const { lastModifiedDateTime } = stack.of("london").state;
    const stale = { kind: "patch", set: { lastModifiedDateTime, expirationDateTime: expiry(2098) } };
    await intune.fail({ ...patch, ...stale });
    expect(await renew()).toBe("updated");
    expect(sent()).toEqual(["GET", "PATCH", "PATCH"]);
    intune.forget();
    const moved = { kind: "patch", set: { lastModifiedDateTime: stack.of("london").state.lastModifiedDateTime } };
    await intune.fail({ ...patch, ...moved, times: 3 });
    // Its expiry is proof enough.
    expect((await stack.up({ london: { token: text(2100) } })).london).toBe("updated");
    expect(sent()).toEqual(["GET", "PATCH"]);
  });

  const later = "2090-01-01T00:00:00Z";
  const stale = { expirationDateTime: expiry(2098) };

  test("is not confirmed by a sync that moves the date of modification meanwhile", async () => {
    const { state } = stack.of("london");
    await intune.fail({
      ...patch,
      kind: "patch",
      set: { ...stale, lastModifiedDateTime: later, lastSyncDateTime: later },
      times: 9,
    });
    expect(await renew()).toMatch(/was not updated\./);
    expect(sent()).toEqual(["GET", "PATCH", "PATCH", "PATCH"]);
    expect(stack.of("london").state).toEqual(state);
  });

  test("to a text of the same expiry, with a sync meanwhile, is sent once more and confirmed then", async () => {
    await intune.fail({ ...patch, kind: "patch", set: { lastSyncDateTime: later }, times: 9 });
    const token = tokenText({ token: "issued anew", expDate: expiry(2098) });
    expect((await stack.up({ london: { token } })).london).toBe("updated");
    expect(sent()).toEqual(["GET", "PATCH", "PATCH"]);
  });

  test("is not confirmed by a sync since the last deployment, where the list has no date of modification", async () => {
    const path = "vppTokens$";
    await intune.fail({
      kind: "patch",
      method: "GET",
      path,
      set: { lastModifiedDateTime: null, lastSyncDateTime: later },
      times: 9,
    });
    await intune.fail({
      kind: "patch",
      path: "vppTokens",
      set: { ...stale, lastModifiedDateTime: later, lastSyncDateTime: later },
      times: 9,
    });
    expect(await renew()).toMatch(/was not updated\./);
    expect(sent()).toEqual(["GET", "GET", "PATCH", "PATCH", "PATCH"]);
  });

  test("is confirmed though reads lag behind: it bears repetition", async () => {
    await intune.fail({ ...patch, kind: "staleReads", reads: 1, and: { kind: "emptyBody" } });
    expect(await renew()).toBe("updated");
    expect(sent()).toEqual(["GET", "PATCH", "GET", "PATCH"]);
  });
});
