import { vppToken } from "../../src/definitions/vppToken";
import { knownUpload, noteElsewhere, noteText } from "../../src/provider/knownUpload";
import type { Plain } from "../../src/provider/plain";
import { seen as seenEntity, withSigns } from "../../src/provider/seen";
import { stateAfterWrite } from "../../src/provider/state";
import { decideUpload, uploadedElsewhere } from "../../src/provider/uploadDecision";
import { tokenText } from "../support/tokenText";

const upload = vppToken.upload;
const expiring = (year: number, orgName = "Contoso") =>
  tokenText({ token: `of ${year}`, expDate: `${year}-05-01T10:00:00-0700`, orgName });
const facts = (year: number, organization = "Contoso") => ({ expires: `${year}-05-01T17:00:00Z`, organization });
const known = (values: Plain) => knownUpload(upload, values);

describe("what is known of an upload", () => {
  test("is the same of a text, and of a source where that text was found", () => {
    const text = expiring(2098);
    expect(known({ token: text })).toEqual(known({ tokenFrom: noteText({ file: "x" }, `${text}\n`) }));
    expect(known({ token: text })).toMatchObject({ elsewhere: false, organization: "Contoso" });
  });

  test("is nothing where there is no text, or none yet", () => {
    expect(known({ appleId: "a" })).toBeUndefined();
    expect(known({ tokenFrom: { file: "x" } })).toBeUndefined();
    expect(known({ token: "04da6b54-80e4-46f7-96ec-b56ff0331ba9" })).toBeUndefined();
  });

  test.each<[string, Plain]>([
    ["a text", { token: expiring(2098) }],
    ["a source", { tokenFrom: noteText({ env: "X" }, expiring(2098)) }],
  ])("tells of one elsewhere in place of %s, with its facts and no secret", (_what, values) => {
    const noted = noteElsewhere(upload, values, facts(2099));
    expect(known(noted)).toMatchObject({ elsewhere: true, organization: "Contoso" });
    expect(Date.parse(known(noted)?.expires ?? "")).toBe(Date.parse("2099-05-01T17:00:00Z"));
    expect(known(noted)?.fingerprint).not.toBe(known(values)?.fingerprint);
    expect(noteElsewhere(upload, noted, facts(2099))).toEqual(noted);
  });
});

describe("the decision to upload", () => {
  const ours = known({ token: expiring(2098) });
  const elsewhere = known(noteElsewhere(upload, { token: expiring(2098) }, facts(2098)));
  const nothing = { expires: undefined, organization: undefined };

  test.each<
    [
      string,
      number,
      ReturnType<typeof known>,
      { expires: string | undefined; organization: string | undefined },
      unknown,
    ]
  >([
    ["nothing is known", 2098, undefined, nothing, "send"],
    ["it is newer", 2099, ours, facts(2098), "send"],
    ["it is another one with the same date, for Apple issues tokens anew", 2098, ours, facts(2098), "send"],
    ["the live date still lags behind our last upload", 2099, ours, facts(2097), "send"],
    ["the one found there has its date", 2098, undefined, facts(2098), "the service has it"],
    [
      "the one found there has its date, and a name of an administrator's",
      2098,
      undefined,
      facts(2098, "UK"),
      "the service has it",
    ],
    ["the one uploaded elsewhere has its date", 2098, elsewhere, facts(2098), "the service has it"],
    ["it is newer than the one found there", 2099, undefined, facts(2098), "send"],
    ["it is older than the last one", 2097, ours, facts(2096), { refused: expect.stringMatching(/expires earlier/) }],
    [
      "it is older than the live one",
      2098,
      undefined,
      facts(2099),
      { refused: expect.stringMatching(/expires earlier/) },
    ],
    [
      "it is of another organisation",
      2099,
      undefined,
      facts(2098, "Fabrikam"),
      { refused: expect.stringMatching(/another/) },
    ],
  ])("when %s", (_when, year, last, live, decision) => {
    expect(decideUpload(facts(year), last, live)).toEqual(decision);
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
  const seen = (entity: Plain, state: Plain = before) => uploadedElsewhere(vppToken, state, entity);

  test("shows in a date that moved to that of no text of ours", () => {
    expect(seen({ ...before, expirationDateTime: "2099-01-01T00:00:00Z", lastModifiedDateTime: later })).toEqual({
      expires: "2099-01-01T00:00:00Z",
      organization: "Contoso",
    });
  });

  test("doesn't show while nothing was written", () => {
    expect(seen({ ...before, expirationDateTime: "2099-01-01T00:00:00Z" })).toBeUndefined();
  });

  test("doesn't show in a date that lags behind our upload, nor in one that has caught up", () => {
    const lagging = { ...before, expirationDateTime: "2097-05-01T17:00:00Z" };
    expect(seen({ ...lagging, lastModifiedDateTime: later }, lagging)).toBeUndefined();
    expect(seen({ ...before, lastModifiedDateTime: later }, lagging)).toBeUndefined();
  });

  test("shows once its date has moved, though a read before saw the modification", () => {
    const afterwards = { ...before, lastModifiedDateTime: later };
    const noted = seenEntity(vppToken, { id: "1", ...afterwards }, before);
    const foreign = { ...afterwards, expirationDateTime: "2099-01-01T00:00:00Z" };
    expect(seen(foreign, noted)).toMatchObject({ expires: "2099-01-01T00:00:00Z" });
    expect(seen(foreign, stateAfterWrite(vppToken, "v1.0", {}, before, noted))).toBeUndefined();
  });

  test("stays in sight through an update that sends nothing, and is found by the look of one", () => {
    const modified = { ...before, __modified: true };
    const foreign = { id: "1", ...before, expirationDateTime: "2099-01-01T00:00:00Z", lastModifiedDateTime: later };
    expect(withSigns(vppToken, before, modified, undefined)).toEqual(modified);
    expect(withSigns(vppToken, before, before, undefined)).toEqual(before);
    expect(known(withSigns(vppToken, before, before, foreign))).toMatchObject({ elsewhere: true });
    const declared = { ...before, token: expiring(2099) };
    expect(withSigns(vppToken, declared, modified, foreign)).toEqual(declared);
  });

  test("brings its organisation along, unless the program manages that name", () => {
    const moved = { ...before, organizationName: "Fabrikam", lastModifiedDateTime: later };
    const foreign = { ...moved, expirationDateTime: "2099-01-01T00:00:00Z" };
    expect(seen(foreign)).toMatchObject({ organization: "Fabrikam" });
    expect(seen(foreign, { ...before, __managed: "token,organizationName" })).toMatchObject({
      organization: "Contoso",
    });
    expect(seen(moved)).toBeUndefined();
  });

  test("isn't looked for without a token of ours, or with skipTokenChecks", () => {
    const moved = { ...before, expirationDateTime: "2099-01-01T00:00:00Z", lastModifiedDateTime: later };
    const { token: _, ...without } = before;
    expect(seen(moved, without)).toBeUndefined();
    expect(seen(moved, { ...before, skipTokenChecks: true })).toBeUndefined();
  });
});
