import fc from "fast-check";
import { vppToken } from "../../../src/definitions/vppToken";
import {
  decodeToken,
  encodeToken,
  fingerprintOf,
  type StoredToken,
  storedToken,
  withExternalUpload,
} from "../../../src/provider/upload/storedToken";
import { tokenText } from "../../support/tokenText";

describe("a note of a text", () => {
  const hash = fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => Buffer.from(bytes).toString("hex"));
  const date = fc
    .date({ noInvalidDate: true, min: new Date(0), max: new Date("9999-12-31") })
    .map((day) => day.toISOString().replace(/\.\d+Z$/, "Z"));

  test("says what was noted, whatever the organization is called", () => {
    fc.assert(
      fc.property(fc.option(hash), date, fc.string(), (fingerprint, expires, organization) => {
        const facts = { expires, organization };
        const token: StoredToken =
          fingerprint === null ? { kind: "external", ...facts } : { kind: "declared", fingerprint, ...facts };
        expect(decodeToken(encodeToken(token))).toEqual(token);
      }),
    );
  });

  test("says no more than is known", () => {
    const fingerprint = "0".repeat(64);
    for (const facts of [
      { expires: undefined, organization: undefined },
      { expires: "2099-05-01T17:00:00Z", organization: undefined },
    ]) {
      const token = { kind: "declared", fingerprint, ...facts } as const;
      expect(decodeToken(encodeToken(token))).toEqual(token);
    }
  });

  test("is told from a text, and another text has another one", () => {
    const text = tokenText();
    expect(decodeToken(text)).toBeUndefined();
    expect(encodeToken(fingerprintOf(text))).not.toBe(encodeToken(fingerprintOf(tokenText({ token: "another" }))));
  });

  test("is read as released versions wrote it", () => {
    expect(decodeToken("sha256-AXv6hOYl5abBU5qpR5QP9dKq2DV5L1nwBZciSfS-6hM 2099-05-01T17:00:00Z Contoso")).toEqual({
      kind: "declared",
      fingerprint: "017bfa84e625e5a6c1539aa947940ff5d2aad835792f59f005972249f4beea13",
      expires: "2099-05-01T17:00:00Z",
      organization: "Contoso",
    });
  });
});

describe("an external token", () => {
  const facts = { expires: "2099-05-01T17:00:00Z", organization: "Contoso" };
  const encoded = "sha256-elsewhere 2099-05-01T17:00:00Z Contoso";
  const source = { file: "x", sha256: "uploaded elsewhere", ...facts };

  test.each([
    ["the token", { token: "a" }, { token: encoded }],
    ["the last token of a program that declares none", {}, { __upload: encoded }],
    ["the source", { tokenFrom: { file: "x", sha256: "a" } }, { tokenFrom: source }],
  ])("is stored in place of %s as released versions wrote it", (_what, values, stored) => {
    expect(JSON.stringify(withExternalUpload(vppToken.upload, values, facts))).toBe(JSON.stringify(stored));
    expect(storedToken(vppToken.upload, stored)).toEqual({ kind: "external", ...facts });
  });
});
