import { parseTokenFile } from "../../../src/emulator/vppToken/tokenFile";
import { newTokenText } from "../../support/tokenText";

const encoded = (content: string) => Buffer.from(content).toString("base64");

describe("reading a token text", () => {
  test("gives organization, expiry and a fingerprint, and nothing of the secret", () => {
    const facts = parseTokenFile(newTokenText({ token: "inner secret" }));
    expect(facts).toEqual({
      organizationName: "Contoso",
      expires: Date.parse("2027-05-01T17:00:00Z"),
      fingerprint: "1f625dd0eea2d7c75ddf70af10c1fca4add89eb6ff45f610cd7058cbb1a20505",
      externalMdm: false,
      apps: [],
    });
    expect(JSON.stringify(facts)).not.toContain("inner secret");
  });

  test("sees that two files hold the same inner token, whatever else differs", () => {
    const first = parseTokenFile(newTokenText({ token: "same", orgName: "A" }));
    const second = parseTokenFile(newTokenText({ token: "same", orgName: "B" }));
    expect(first?.fingerprint).toBe(second?.fingerprint);
    expect(parseTokenFile(newTokenText({ token: "other" }))?.fingerprint).not.toBe(first?.fingerprint);
  });

  test("knows the fields that only a token made for the emulator has", () => {
    const facts = parseTokenFile(
      newTokenText({ location: "London", externalMdm: true, apps: [{ bundleId: "com.example.app" }, "no app"] }),
    );
    expect(facts).toMatchObject({ location: "London", externalMdm: true, apps: [{ bundleId: "com.example.app" }] });
  });

  test("takes line breaks, as a file from a mail program has them", () => {
    expect(parseTokenFile(`${newTokenText().replace(/(.{20})/g, "$1\r\n")}\n`)?.organizationName).toBe("Contoso");
  });

  test.each(["2027-05-01T10:00:00-0700", "2027-05-01T10:00:00-07:00", "2027-05-01T17:00:00Z"])(
    "reads the expiry %s",
    (expDate) => {
      expect(parseTokenFile(newTokenText({ expDate }))?.expires).toBe(Date.parse("2027-05-01T17:00:00Z"));
    },
  );

  test.each([
    ["an empty text", ""],
    ["something that isn't Base64", "not base64!"],
    ["a truncated text", newTokenText({ token: "x" }).slice(0, -3)],
    ["Base64 of no JSON", encoded("hello")],
    ["Base64 of a list", encoded("[]")],
    ["no token", newTokenText({ token: null })],
    ["no organization", newTokenText({ orgName: "" })],
    ["an expiry that is no date", newTokenText({ expDate: "soon" })],
    ["an expiry without an offset", newTokenText({ expDate: "2027-05-01T10:00:00" })],
    ["an expiry in a month that doesn't exist", newTokenText({ expDate: "2027-13-01T10:00:00Z" })],
  ])("refuses %s", (_, text) => {
    expect(parseTokenFile(text)).toBeUndefined();
  });
});
