import { vppToken } from "../../../src/definitions/vppToken";
import { unknownValue } from "../../../src/provider/propertyMap";
import { SecretStore } from "../../../src/provider/upload/secretStore";
import { encodeToken, fingerprintOf, sourceWithFingerprint } from "../../../src/provider/upload/storedToken";

const gone = () => {
  throw new Error("MARKED");
};

describe("the texts of a run", () => {
  test("are found again by their notes, without white space", () => {
    const secrets = new SecretStore(vppToken, gone);
    secrets.put({ token: "one\n" });
    secrets.put({ token: "two" });
    expect(secrets.get({ token: encodeToken(fingerprintOf("one")) })).toBe("one");
    expect(secrets.get({ token: encodeToken(fingerprintOf("two")) })).toBe("two");
  });

  test("are read anew where the arguments name a source", () => {
    const tokenFrom = sourceWithFingerprint({ env: "X" }, "as it was");
    expect(new SecretStore(vppToken, () => "as it is").get({ tokenFrom })).toBe("asitis");
  });

  test("aren't kept while they aren't known yet", () => {
    const secrets = new SecretStore(vppToken, gone);
    secrets.put({ token: unknownValue });
    expect(() => secrets.get({ token: encodeToken(fingerprintOf(unknownValue)) })).toThrow("run again");
  });

  test.each([
    ["of which only a note is known", { token: encodeToken(fingerprintOf("one")) }],
    ["whose source is gone", { tokenFrom: sourceWithFingerprint({ env: "X" }, "one") }],
  ])("are never made up: one %s is an error that says what to do", (_which, declared) => {
    expect(() => new SecretStore(vppToken, gone).get(declared)).toThrow(/can't be read any more: run again\.$/);
  });
});
