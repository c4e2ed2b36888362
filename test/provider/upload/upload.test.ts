import { vppToken } from "../../../src/definitions/vppToken";
import type { PropertyMap } from "../../../src/provider/propertyMap";
import { stateAfterWrite } from "../../../src/provider/state/entityState";
import {
  carryExternalUpload,
  externalUpload,
  refreshState as seenEntity,
} from "../../../src/provider/state/refreshState";
import { decideUpload } from "../../../src/provider/upload/plan";
import { sourceWithFingerprint, storedToken, withExternalUpload } from "../../../src/provider/upload/storedToken";
import { tokenText } from "../../support/tokenText";

const upload = vppToken.upload;
const expiring = (year: number, orgName = "Contoso") =>
  tokenText({ token: `of ${year}`, expDate: `${year}-05-01T10:00:00-0700`, orgName });
const facts = (year: number, organization = "Contoso") => ({ expires: `${year}-05-01T17:00:00Z`, organization });
const known = (values: PropertyMap) => storedToken(upload, values);

describe("what is known of an upload", () => {
  test("is the same of a text, and of a source where that text was found", () => {
    const text = expiring(2098);
    expect(known({ token: text })).toEqual(known({ tokenFrom: sourceWithFingerprint({ file: "x" }, `${text}\n`) }));
    expect(known({ token: text })).toMatchObject({ kind: "declared", organization: "Contoso" });
  });

  test("is nothing where there is no text, or none yet", () => {
    expect(known({ appleId: "a" })).toBeUndefined();
    expect(known({ tokenFrom: { file: "x" } })).toBeUndefined();
    expect(known({ token: "04da6b54-80e4-46f7-96ec-b56ff0331ba9" })).toBeUndefined();
  });

  test.each<[string, PropertyMap]>([
    ["a text", { token: expiring(2098) }],
    ["a source", { tokenFrom: sourceWithFingerprint({ env: "X" }, expiring(2098)) }],
  ])("tells of one elsewhere in place of %s, with its facts and no secret", (_what, values) => {
    const noted = withExternalUpload(upload, values, facts(2099));
    expect(known(noted)).toMatchObject({ kind: "external", organization: "Contoso" });
    expect(Date.parse(known(noted)?.expires ?? "")).toBe(Date.parse("2099-05-01T17:00:00Z"));
    expect(known(noted)).not.toHaveProperty("fingerprint");
    expect(withExternalUpload(upload, noted, facts(2099))).toEqual(noted);
  });
});

describe("the decision to upload", () => {
  const ours = known({ token: expiring(2098) });
  const elsewhere = known(withExternalUpload(upload, { token: expiring(2098) }, facts(2098)));
  const live = (year: number) => facts(year).expires;
  const refused = (reason: RegExp) => ({ refused: expect.stringMatching(reason) });

  test.each<[string, number, ReturnType<typeof known>, string | undefined, unknown]>([
    ["nothing is known", 2098, undefined, undefined, "send"],
    ["it is newer", 2099, ours, live(2098), "send"],
    ["it is another one with the same date, for Apple issues tokens anew", 2098, ours, live(2098), "send"],
    ["the live date still lags behind our last upload", 2099, ours, live(2097), "send"],
    ["the one found there has its date", 2098, undefined, live(2098), "the service has it"],
    [
      "the one found there has its date, in another offset",
      2098,
      undefined,
      "2098-05-01T10:00:00.4-07:00",
      "the service has it",
    ],
    ["the one found there shows the year 1", 2098, undefined, "0001-01-01T00:00:00Z", "send"],
    ["the one uploaded elsewhere has its date", 2098, elsewhere, live(2098), "the service has it"],
    ["it is newer than the one found there", 2099, undefined, live(2098), "send"],
    ["it is older than the last one", 2097, ours, live(2096), refused(/expires earlier/)],
    ["it is older than the live one", 2098, undefined, live(2099), refused(/expires earlier/)],
    ["it is older than the last one, whose date the service lost", 2097, ours, undefined, refused(/expires earlier/)],
  ])("when %s", (_when, year, last, expiry, decision) => {
    expect(decideUpload(facts(year), last, expiry)).toEqual(decision);
  });

  test("goes by the organization in the tokens, in any case of letters, and by no name that an entity shows", () => {
    expect(decideUpload(facts(2099, "Fabrikam"), ours, live(2098))).toEqual(refused(/names another organization/));
    expect(decideUpload(facts(2099, "CONTOSO"), ours, live(2098))).toBe("send");
    expect(decideUpload(facts(2099, "Fabrikam"), undefined, live(2098))).toBe("send");
  });
});

describe("an upload elsewhere", () => {
  const before = {
    token: expiring(2098),
    expirationDateTime: "2098-05-01T17:00:00Z",
    organizationName: "Contoso",
    lastModifiedDateTime: "2026-11-01T00:00:00Z",
    __managed: "token",
  };
  const later = "2026-11-02T00:00:00Z";
  const refreshState = (entity: PropertyMap, state: PropertyMap = before) => externalUpload(vppToken, state, entity);

  test("shows in a date that moved to that of no text of ours", () => {
    const moved = { ...before, expirationDateTime: "2099-01-01T00:00:00Z" };
    const elsewhere = { expires: "2099-01-01T00:00:00Z", organization: "Contoso" };
    expect(refreshState({ ...moved, lastModifiedDateTime: later })).toEqual(elsewhere);
    // The service moves the other date with every sync, so it tells nothing.
    expect(refreshState(moved)).toEqual(elsewhere);
    expect(refreshState({ ...moved, expirationDateTime: "2097-01-01T00:00:00Z" })).toMatchObject({
      expires: "2097-01-01T00:00:00Z",
    });
  });

  test("doesn't show in a sync, which moves the date of the last modification and nothing else", () => {
    expect(refreshState({ ...before, lastSyncDateTime: later, lastModifiedDateTime: later })).toBeUndefined();
  });

  test.each([null, undefined, "0001-01-01T00:00:00Z", "soon"])("doesn't show in %j, which is no date", (none) => {
    expect(refreshState({ ...before, expirationDateTime: none, lastModifiedDateTime: later })).toBeUndefined();
  });

  test("doesn't show in a date that lags behind our upload, nor in one that has caught up", () => {
    const lagging = { ...before, expirationDateTime: "2097-05-01T17:00:00Z" };
    expect(refreshState({ ...lagging, lastModifiedDateTime: later }, lagging)).toBeUndefined();
    expect(refreshState({ ...before, lastModifiedDateTime: later }, lagging)).toBeUndefined();
    // A renewal meanwhile can lag as well: only a date after ours is somebody else's for certain.
    expect(refreshState({ ...lagging, expirationDateTime: "2097-06-01T17:00:00Z" }, lagging)).toBeUndefined();
  });

  test("stays in sight in the reads that follow, until a write", () => {
    const foreign = { ...before, expirationDateTime: "2099-01-01T00:00:00Z" };
    const noted = seenEntity(vppToken, { id: "1", ...foreign }, before);
    expect(known(noted)).toMatchObject({ kind: "external", expires: "2099-01-01T00:00:00Z" });
    expect(known(seenEntity(vppToken, { id: "1", ...foreign }, noted))).toMatchObject({ kind: "external" });
    const declared = { token: expiring(2100) };
    const entity = { ...foreign, expirationDateTime: "2100-05-01T17:00:00Z" };
    const version = "v1.0" as const;
    const state = stateAfterWrite(vppToken, {
      version,
      entity,
      newInputs: declared,
      oldState: noted,
      sent: ["token"],
      outcome: "settled",
      tenant: undefined,
    });
    expect(known(state)).toEqual(known(declared));
  });

  test("stays in sight through an update that sends nothing, and is found by the look of one", () => {
    const foreign = { id: "1", ...before, expirationDateTime: "2099-01-01T00:00:00Z", lastModifiedDateTime: later };
    const noted = withExternalUpload(upload, before, facts(2099));
    expect(known(carryExternalUpload(vppToken, before, before, undefined))).toMatchObject({ kind: "declared" });
    expect(carryExternalUpload(vppToken, noted, noted, undefined)).toEqual(noted);
    expect(known(carryExternalUpload(vppToken, before, before, foreign))).toMatchObject({ kind: "external" });
    const declared = { ...before, token: expiring(2099) };
    expect(carryExternalUpload(vppToken, declared, before, foreign)).toEqual(declared);
  });

  test("is stored beside a source with nothing but the documented properties", () => {
    const declared = { ...before, token: undefined, tokenFrom: sourceWithFingerprint({ file: "x" }, expiring(2098)) };
    const noted = withExternalUpload(upload, declared, facts(2099));
    expect(carryExternalUpload(vppToken, noted, noted, undefined).tokenFrom).toEqual({
      file: "x",
      sha256: "uploaded elsewhere",
      ...facts(2099),
    });
  });

  test("has the organization of our last token: the name that the entity shows is written by people", () => {
    const moved = { ...before, organizationName: "Fabrikam", lastModifiedDateTime: later };
    expect(refreshState({ ...moved, expirationDateTime: "2099-01-01T00:00:00Z" })).toMatchObject({
      organization: "Contoso",
    });
    expect(refreshState(moved)).toBeUndefined();
  });

  test("isn't looked for without a token of ours, or with skipTokenChecks", () => {
    const moved = { ...before, expirationDateTime: "2099-01-01T00:00:00Z", lastModifiedDateTime: later };
    const { token: _, ...without } = before;
    expect(refreshState(moved, without)).toBeUndefined();
    expect(refreshState(moved, { ...before, skipTokenChecks: true })).toBeUndefined();
  });
});
