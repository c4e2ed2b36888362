import fc from "fast-check";
import { fingerprint } from "../../../src/apple/tokenSource";
import { vppToken } from "../../../src/definitions/vppToken";
import { type CheckOptions, check } from "../../../src/provider/inputs/check";
import { type PropertyMap, unknownValue } from "../../../src/provider/propertyMap";
import { encodeToken, fingerprintOf } from "../../../src/provider/upload/storedToken";
import { tokenText } from "../../support/tokenText";

const now = new Date("2026-11-01T00:00:00Z");
const token = tokenText();
const note = encodeToken(fingerprintOf(token));
const existing = { token: note };

/** A resource that is declared for the first time, where no source holds a text. */
const fresh: CheckOptions = {
  oldInputs: undefined,
  isImport: false,
  now,
  readSource: () => {
    throw Object.assign(new Error("MARKED"), { code: "ENOENT" });
  },
};

function failuresOf(declared: PropertyMap, context: Partial<CheckOptions> = {}): Record<string, string> {
  const { failures } = check(vppToken, declared, { ...fresh, ...context });
  return Object.fromEntries(failures.map(({ property, reason }) => [property, reason]));
}

describe("check", () => {
  test("accepts every argument with a fitting value", () => {
    const declared = {
      token,
      organizationName: "Contoso",
      vppTokenAccountType: "education",
      appleId: "vpp@contoso.example",
      automaticallyUpdateApps: false,
      countryOrRegion: "GB",
      apiVersion: "v1.0",
    };
    expect(check(vppToken, declared, fresh)).toEqual({ inputs: { ...declared, token: note }, failures: [] });
  });

  test("takes null and undefined for leaving an argument out", () => {
    const { inputs, failures } = check(vppToken, { token, appleId: null, countryOrRegion: undefined }, fresh);
    expect(failures).toEqual([]);
    expect(inputs).toEqual({ token: note });
  });

  test("names an unknown argument and lists the known ones", () => {
    expect(failuresOf({ token, country: "gb" }).country).toMatch(/is not an argument of a VPP token.*countryOrRegion/);
  });

  test("tells how an argument is written that is nearly right", () => {
    expect(failuresOf({ token, country_or_region: "gb" }).country_or_region).toMatch(/write countryOrRegion$/);
    expect(failuresOf({ token, AppleID: "a" }).AppleID).toMatch(/write appleId$/);
  });

  test.each(["constructor", "toString", "hasOwnProperty"])("takes %s for the unknown argument that it is", (name) => {
    expect(failuresOf({ token, [name]: "x" })[name]).toMatch(/is not an argument/);
  });

  test.each(["id", "expirationDateTime", "state", "lastModifiedDateTime"])("refuses %s, which Intune sets", (name) => {
    expect(failuresOf({ token, [name]: "x" })[name]).toMatch(/is set by Intune/);
  });

  test.each<[string, unknown, RegExp]>([
    ["automaticallyUpdateApps", "yes", /must be true or false, and is a string/],
    ["appleId", 5, /must be a string, and is a number/],
    ["token", { a: 1 }, /must be a string, and is an object/],
    ["countryOrRegion", ["gb"], /must be a string, and is a list/],
    ["countryOrRegion", "gbr", /two letters/],
    ["countryOrRegion", "g1", /two letters/],
    ["vppTokenAccountType", "Business", /must be "business" or "education"/],
    ["apiVersion", "v2", /must be "v1.0" or "beta"/],
    ["roleScopeTagIds", "0", /must be a list of strings/],
    ["roleScopeTagIds", [0], /must be a list of strings/],
  ])("refuses %s: %j", (name, value, reason) => {
    expect(failuresOf({ token, [name]: value })[name]).toMatch(reason);
  });

  test("needs the token to create one, and not to go on managing one", () => {
    expect(failuresOf({ appleId: "a" }).token).toMatch(/is needed to create/);
    expect(failuresOf({ appleId: "a" }, { oldInputs: existing })).toEqual({});
  });

  test("refuses a property of beta when v1.0 is asked for", () => {
    expect(failuresOf({ token, displayName: "x", apiVersion: "v1.0" }).displayName).toMatch(/not in Graph's v1.0/);
    expect(failuresOf({ token, displayName: "x" }, { configuredVersion: "v1.0" }).displayName).toMatch(/not in Graph/);
    expect(failuresOf({ token, displayName: "x", apiVersion: "beta" }, { configuredVersion: "v1.0" })).toEqual({});
    expect(failuresOf({ token, displayName: "x" })).toEqual({});
  });

  describe("of a token text", () => {
    const expired = tokenText({ expDate: "2026-10-31T23:59:59Z" });

    test("refuses one that is malformed or expired and would be uploaded", () => {
      expect(failuresOf({ token: "garbage" }).token).toMatch(/is not a VPP token/);
      expect(failuresOf({ token: expired }).token).toMatch(/expired on 2026-10-31T23:59:59.000Z: download/);
      expect(failuresOf({ token: expired }, { oldInputs: existing }).token).toMatch(/expired/);
    });

    test("gives a note in place of one, which holds nothing of it that is secret", () => {
      const text = tokenText({ token: "MARKED", expDate: "2099-05-01T10:00:00-0700", orgName: "Contoso Ltd & Co" });
      const { inputs } = check(vppToken, { token: text }, fresh);
      expect(inputs.token).toMatch(/^sha256-[\w-]{43} 2099-05-01T17:00:00Z Contoso Ltd & Co$/);
    });

    test("gives one that was uploaded before in the form in which it is remembered, so that no change shows", () => {
      const again = (remembered: string, text: string) =>
        check(vppToken, { token: text }, { ...fresh, oldInputs: { token: remembered } });
      expect(again(note, `${token.slice(0, 40)}\n${token.slice(40)}\n`)).toEqual({ inputs: existing, failures: [] });
      expect(again(token, `${token}\n`)).toEqual({ inputs: { token }, failures: [] });
      expect(again(encodeToken(fingerprintOf("another")), token).inputs).toEqual(existing);
    });

    test("lets the note be that the engine hands in where a program ignores changes of it", () => {
      expect(check(vppToken, existing, { ...fresh, oldInputs: existing })).toEqual({ inputs: existing, failures: [] });
      expect(failuresOf(existing).token).toMatch(/is not a VPP token/);
    });

    test("lets one be that was uploaded before, whatever has become of it since", () => {
      expect(failuresOf({ token: expired }, { oldInputs: { token: expired } })).toEqual({});
      expect(failuresOf({ token: "garbage" }, { oldInputs: { token: "garbage" } })).toEqual({});
    });

    test("leaves the comparison with the last one to the diff, which can ask whether that one's entity lives", () => {
      const older = tokenText({ expDate: "2098-05-01T10:00:00-0700" });
      const foreign = tokenText({ orgName: "Fabrikam" });
      for (const text of [older, foreign, tokenText({ token: "reissued" })]) {
        expect(failuresOf({ token: text }, { oldInputs: existing })).toEqual({});
      }
    });

    test("says nothing of the format where the type is wrong already", () => {
      expect(check(vppToken, { token: 5 }, fresh).failures).toHaveLength(1);
    });
  });

  describe("of a token by reference", () => {
    const tokenFrom = { file: "london.vpptoken" };
    const noted = {
      file: "london.vpptoken",
      sha256: fingerprint(token),
      expires: "2099-05-01T17:00:00.000Z",
      organization: "Contoso",
    };
    const holds = (text: string): Partial<CheckOptions> => ({ readSource: () => text });

    test("notes the fingerprint of its text, and needs no token besides", () => {
      const { inputs, failures } = check(vppToken, { tokenFrom }, { ...fresh, ...holds(token) });
      expect(failures).toEqual([]);
      expect(inputs).toEqual({ tokenFrom: noted });
    });

    test("refuses a text that would be uploaded and is malformed or expired", () => {
      expect(failuresOf({ tokenFrom }, holds("garbage")).tokenFrom).toMatch(/is not a VPP token/);
      const expired = tokenText({ expDate: "2026-10-31T23:59:59Z" });
      expect(failuresOf({ tokenFrom }, holds(expired)).tokenFrom).toMatch(/expired on/);
      expect(failuresOf({ tokenFrom, skipTokenChecks: true }, holds(expired))).toEqual({});
    });

    test("misses the source only when its text is needed", () => {
      const before = { tokenFrom: noted };
      expect(failuresOf({ tokenFrom }).tokenFrom).toMatch(/file that can't be read \(ENOENT\)/);
      expect(failuresOf({ tokenFrom: { env: "X" } }).tokenFrom).toMatch(/environment variable that isn't set/);
      expect(failuresOf({ tokenFrom: { file: "another" } }, { oldInputs: before }).tokenFrom).toMatch(/can't be read/);
    });

    test("takes what was noted of the last one, which the engine hands in where a program ignores changes", () => {
      const before = { tokenFrom: noted };
      const handedIn = { tokenFrom: Object.fromEntries(Object.entries(noted).reverse()) };
      expect(check(vppToken, handedIn, { ...fresh, oldInputs: before })).toEqual({ inputs: before, failures: [] });
      expect(failuresOf(handedIn).tokenFrom).toMatch(/must be an object with either/);
      expect(check(vppToken, { tokenFrom }, { ...fresh, oldInputs: before })).toEqual({ inputs: before, failures: [] });
    });

    test("refuses a token besides, and what is no source", () => {
      expect(failuresOf({ token, tokenFrom }, holds(token)).token).toMatch(/together with tokenFrom/);
      for (const wrong of ["london.vpptoken", {}, { file: "" }, { file: "a", env: "b" }, { url: "x" }, { file: 5 }]) {
        expect(failuresOf({ tokenFrom: wrong }).tokenFrom).toMatch(/must be an object with either/);
      }
      expect(failuresOf({ tokenFrom: { file: unknownValue } })).toEqual({});
    });
  });

  test("needs no token to import a live one", () => {
    expect(failuresOf({ appleId: "a" }, { isImport: true })).toEqual({});
  });

  test("refuses a number of days below 0", () => {
    expect(failuresOf({ token, renewalWarningDays: -1 }).renewalWarningDays).toMatch(/must be 0 or more/);
    expect(failuresOf({ token, renewalWarningDays: 0.5 }).renewalWarningDays).toMatch(/whole number/);
    expect(failuresOf({ token, renewalWarningDays: 0 })).toEqual({});
  });

  test("passes over what isn't known yet, nested too", () => {
    const declared = {
      token: unknownValue,
      automaticallyUpdateApps: unknownValue,
      vppTokenAccountType: unknownValue,
      countryOrRegion: unknownValue,
      roleScopeTagIds: ["0", unknownValue],
      apiVersion: unknownValue,
    };
    expect(failuresOf(declared)).toEqual({});
  });

  test("never quotes a value, whatever is declared", () => {
    const names = [...Object.keys(vppToken.properties), "apiVersion", "somethingElse"];
    const marked = fc.oneof(
      fc.constant("MARKED"),
      fc.constant({ MARKED: "MARKED" }),
      fc.constant(["MARKED", 5]),
      fc.string().map((text) => `${text}MARKED`),
      fc.string().map((text) => tokenText({ token: "MARKED", expDate: `${text}MARKED` })),
    );
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...names), marked, { minKeys: 1 }), (declared) => {
        const { failures } = check(vppToken, declared, fresh);
        expect(failures.length).toBeGreaterThan(0);
        expect(JSON.stringify(failures)).not.toContain("MARKED");
      }),
    );
  });
});
