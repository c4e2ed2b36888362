import { vppToken } from "../../../src/definitions/vppToken";
import { noteOf } from "../../../src/provider/knownUpload";
import type { Plain } from "../../../src/provider/plain";
import { differing, isShown, provesUpload, wasModified } from "../../../src/provider/upload/confirmation";
import { type Intune, startIntune } from "../../support/intune";
import { Stack } from "../../support/stack";
import { tokenText } from "../../support/tokenText";

const text = (year: number) => tokenText({ token: `of ${year}`, expDate: `${year}-05-01T10:00:00Z` });
const [t0, t1] = ["2026-11-01T00:00:00.1234567Z", "2026-11-01T00:00:00.1234568Z"];
const expiry = (year: number) => `${year}-05-01T10:00:00Z`;

describe("confirmation: an upload is proved", () => {
  const token = { ...noteOf(text(2099)), elsewhere: false };
  const before = { lastModifiedDateTime: t0, expirationDateTime: expiry(2098) };
  test.each<[string, Plain, Plain, boolean]>([
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
    ["not by dates that went missing", before, { lastModifiedDateTime: null, expirationDateTime: null }, false],
  ])("%s", (_how, known, shown, proved) => {
    expect(provesUpload(vppToken, known, { ...shown, id: "1" }, token)).toBe(proved);
  });
});

describe("confirmation: values are shown", () => {
  const values = { displayName: "London", automaticallyUpdateApps: true, token: "MARKED" };
  test("when the service states them, or was modified since it was looked at", () => {
    const before = { id: "1", lastModifiedDateTime: t0 };
    const shown = { id: "1", displayName: "London", automaticallyUpdateApps: true };
    expect(isShown(vppToken, values, shown, undefined)).toBe(true);
    expect(isShown(vppToken, values, { ...before, ...shown, displayName: "london" }, before)).toBe(false);
    const modified = { ...shown, displayName: "london", lastModifiedDateTime: t1 };
    expect(isShown(vppToken, values, modified, before)).toBe(true);
    expect(isShown(vppToken, values, modified, undefined)).toBe(false);
  });

  test.each([null, undefined])("not where it states %j in place of one", (nothing) => {
    const shown = { id: "1", displayName: nothing, automaticallyUpdateApps: true };
    expect(isShown(vppToken, values, shown, undefined)).toBe(false);
  });

  test("tells the names of those that aren't", () => {
    expect(differing(vppToken, values, { displayName: "london", automaticallyUpdateApps: true })).toEqual([
      "displayName",
    ]);
    expect(differing(vppToken, { roleScopeTagIds: [] }, { roleScopeTagIds: ["0"] })).toEqual([]);
  });

  test("and was modified only where both dates are known, or none was before", () => {
    expect(wasModified(vppToken, {}, { id: "1", lastModifiedDateTime: t0 })).toBe(true);
    expect(wasModified(vppToken, { lastModifiedDateTime: null }, { id: "1", lastModifiedDateTime: t0 })).toBe(false);
    expect(wasModified(vppToken, { lastModifiedDateTime: t0 }, { id: "1" })).toBe(false);
  });
});

describe("update: an upload", () => {
  let intune: Intune;
  let stack: Stack;
  beforeEach(async () => {
    intune = await startIntune({ faults: true });
    stack = new Stack(intune.url);
    await stack.up({ london: { token: text(2098) } });
    intune.forget();
  });
  afterEach(() => intune.close());

  const fail = (...rules: object[]) =>
    fetch(`${intune.url}/emulator/faults`, { method: "POST", body: JSON.stringify(rules) });
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
    await fail({ ...patch, ...fault });
    expect(await renew()).toBe("updated");
    expect(sent()).toEqual(["GET", "PATCH", "GET"]);
    expect(stack.of("london").state.expirationDateTime).toBe(expiry(2099));
  });

  test("is sent again when a page was answered in its place", async () => {
    await fail({ ...patch, kind: "htmlPage" });
    expect(await renew()).toBe("updated");
    expect(sent()).toEqual(["GET", "PATCH", "GET", "PATCH"]);
    expect(await live()).toBe(expiry(2099));
  });

  test.each<[string, object]>([
    ["a page", { kind: "htmlPage" }],
    ["204", { kind: "htmlPage", status: 204 }],
  ])("fails, and the state stays, when %s goes on being answered", async (_what, fault) => {
    const { state } = stack.of("london");
    await fail({ ...patch, ...fault, times: 9 });
    expect(await renew()).toMatch(/^The VPP token .* was not updated\. The request was answered with success, but/);
    expect(sent().filter((method) => method === "PATCH")).toHaveLength(3);
    expect(stack.of("london").state).toEqual(state);
    await fetch(`${intune.url}/emulator/faults`, { method: "DELETE" });
    // What a failed upload reserved is free again.
    expect(await renew()).toBe("updated");
    expect(await live()).toBe(expiry(2099));
  });

  test("is sent again when the entity in the answer didn't move, and then fails", async () => {
    const { lastModifiedDateTime } = stack.of("london").state;
    const stale = { kind: "patch", set: { lastModifiedDateTime, expirationDateTime: expiry(2098) } };
    await fail({ ...patch, ...stale });
    expect(await renew()).toBe("updated");
    expect(sent()).toEqual(["GET", "PATCH", "PATCH"]);
    intune.forget();
    const moved = { kind: "patch", set: { lastModifiedDateTime: stack.of("london").state.lastModifiedDateTime } };
    await fail({ ...patch, ...moved, times: 3 });
    // Its expiry is proof enough.
    expect((await stack.up({ london: { token: text(2100) } })).london).toBe("updated");
    expect(sent()).toEqual(["GET", "PATCH"]);
  });

  test("is confirmed though reads lag behind: it bears repetition", async () => {
    await fail({ ...patch, kind: "staleReads", reads: 1, and: { kind: "emptyBody" } });
    expect(await renew()).toBe("updated");
    expect(sent()).toEqual(["GET", "PATCH", "GET", "PATCH"]);
  });
});
