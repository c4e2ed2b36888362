import fc from "fast-check";
import {
  decodeFingerprint,
  elsewhere,
  encodeFingerprint,
  fingerprintOf,
} from "../../../src/provider/upload/storedToken";
import { tokenText } from "../../support/tokenText";

describe("a note of a text", () => {
  const hash = fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => Buffer.from(bytes).toString("hex"));
  const date = fc
    .date({ noInvalidDate: true, min: new Date(0), max: new Date("9999-12-31") })
    .map((day) => day.toISOString().replace(/\.\d+Z$/, "Z"));

  test("says what was noted, whatever the organization is called", () => {
    fc.assert(
      fc.property(fc.oneof(hash, fc.constant(elsewhere)), date, fc.string(), (fingerprint, expires, organization) => {
        const note = { fingerprint, expires, organization };
        expect(decodeFingerprint(encodeFingerprint(note))).toEqual(note);
      }),
    );
  });

  test("says no more than is known", () => {
    const fingerprint = "0".repeat(64);
    for (const facts of [
      { expires: undefined, organization: undefined },
      { expires: "2099-05-01T17:00:00Z", organization: undefined },
    ]) {
      expect(decodeFingerprint(encodeFingerprint({ fingerprint, ...facts }))).toEqual({ fingerprint, ...facts });
    }
  });

  test("is told from a text, and another text has another one", () => {
    const text = tokenText();
    expect(decodeFingerprint(text)).toBeUndefined();
    expect(encodeFingerprint(fingerprintOf(text))).not.toBe(
      encodeFingerprint(fingerprintOf(tokenText({ token: "another" }))),
    );
  });

  test("is read as released versions wrote it", () => {
    expect(
      decodeFingerprint("sha256-AXv6hOYl5abBU5qpR5QP9dKq2DV5L1nwBZciSfS-6hM 2099-05-01T17:00:00Z Contoso"),
    ).toEqual({
      fingerprint: "017bfa84e625e5a6c1539aa947940ff5d2aad835792f59f005972249f4beea13",
      expires: "2099-05-01T17:00:00Z",
      organization: "Contoso",
    });
  });
});
