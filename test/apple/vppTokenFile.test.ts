import { parseVppToken, VppTokenFormatError } from "../../src/apple/vppTokenFile";
import { tokenText } from "../support/tokenText";

const base64 = (text: string) => Buffer.from(text).toString("base64");

describe("parseVppToken", () => {
  test("tells organization and expiry, the expiry in UTC", () => {
    expect(parseVppToken(tokenText({ orgName: "Contoso", expDate: "2027-05-01T10:00:00-0700" }))).toEqual({
      organizationName: "Contoso",
      expirationDateTime: "2027-05-01T17:00:00.000Z",
    });
  });

  test("never tells the secret", () => {
    expect(JSON.stringify(parseVppToken(tokenText({ token: "S3CRET" })))).not.toContain("S3CRET");
  });

  test("takes white space and line breaks around and inside the text", () => {
    const text = tokenText();
    expect(parseVppToken(`\n ${text.slice(0, 20)}\r\n${text.slice(20)}\n`)).toEqual(parseVppToken(text));
  });

  test.each(["2027-05-01T10:00:00+00:00", "2027-05-01T10:00:00Z", "2027-05-01T10:00:00.123+0000"])(
    "takes an expiry written as %s",
    (expDate) => {
      expect(parseVppToken(tokenText({ expDate })).expirationDateTime).toBe("2027-05-01T10:00:00.000Z");
    },
  );

  test.each([
    ["an empty text", "", /is empty/],
    ["a text that is not Base64", "hello, world!", /Base64/],
    ["a text in quotes", `"${tokenText()}"`, /one Base64 text, without quotes around it, .* and this isn't$/],
    ["a text saved as UTF-16", Buffer.from(tokenText(), "utf16le").toString("utf8"), /as plain text \(UTF-8\)/],
    ["Base64 of a text that is not JSON", base64("hello world"), /JSON object/],
    ["Base64 of a JSON list", base64("[1, 2]"), /JSON object/],
    ["JSON without token", base64(JSON.stringify({ expDate: "2027-05-01T10:00:00Z", orgName: "x" })), /"token"/],
    ["JSON without expDate", base64(JSON.stringify({ token: "x", orgName: "x" })), /"expDate"/],
    ["JSON without orgName", base64(JSON.stringify({ token: "x", expDate: "2027-05-01T10:00:00Z" })), /"orgName"/],
    [
      "an organization that is no text",
      base64(JSON.stringify({ token: "x", expDate: "2027", orgName: 5 })),
      /"orgName"/,
    ],
    ["an expiry that is no date", tokenText({ expDate: "next year" }), /not a date/],
    ["an expiry on the 45th", tokenText({ expDate: "2027-05-45T10:00:00-0700" }), /not a date/],
    ["a huge text", "A".repeat(8 * 1024 * 1024), /^is not a VPP token: it is longer than 1 MiB/],
  ])("refuses %s and says why", (_what, text, reason) => {
    expect(() => parseVppToken(text)).toThrow(VppTokenFormatError);
    expect(() => parseVppToken(text)).toThrow(reason);
  });

  test("does not quote the text that it refuses", () => {
    const marked = base64('{"token": "MARKED-SECRET"');
    for (const text of [marked, "MARKED-SECRET!"]) {
      const message = (() => {
        try {
          return String(parseVppToken(text));
        } catch (error) {
          return `${error}${(error as Error).stack}`;
        }
      })();
      expect(message).not.toContain("MARKED-SECRET");
      expect(message).not.toContain(marked);
    }
  });
});
