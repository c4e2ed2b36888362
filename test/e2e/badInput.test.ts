import { tokenText } from "../support/tokenText";
import { withStack } from "../support/withStack";

const program = (args: string) => `
  const pulumi = require("@pulumi/pulumi");
  const intune = require("pulumi-intune");
  new intune.VppToken("london", ${args});
`;
const token = tokenText({ token: "MARKED-SECRET" });

describe("bad input, at the preview of the real CLI", () => {
  const { stack, intune } = withStack({ "Pulumi.yaml": "name: bad\nruntime: nodejs\n", "index.js": "" });
  beforeEach(() => intune.forget());

  test.each([
    [
      "an argument that doesn't exist",
      `{ token: "${token}", country: "gb" }`,
      /country is not an argument of a VPP token/,
    ],
    [
      "a value of the wrong type",
      `{ token: "${token}", automaticallyUpdateApps: "yes" }`,
      /automaticallyUpdateApps must be true or false/,
    ],
    [
      "no member of an enumeration",
      `{ token: "${token}", vppTokenAccountType: "private" }`,
      /vppTokenAccountType must be "business" or "education"/,
    ],
    [
      "a country of three letters",
      `{ token: "${token}", countryOrRegion: "gbr" }`,
      /countryOrRegion must be a country or region of two letters/,
    ],
    ["no token", `{ countryOrRegion: "gb" }`, /token is needed to create a VPP token/],
    ["no arguments at all", "", /token is needed to create a VPP token/],
    ["a token that isn't Base64", `{ token: "MARKED-SECRET!" }`, /token is not a VPP token.*download/],
    [
      "a token in the place of another argument",
      `{ token: "${token}", countryOrRegion: "${token}" }`,
      /countryOrRegion must be/,
    ],
    [
      "an expired token",
      `{ token: "${tokenText({ token: "MARKED-SECRET", expDate: "2020-01-01T00:00:00Z" })}" }`,
      /token expired on 2020-01-01.*download/,
    ],
    ["a malformed token among secrets", `{ token: pulumi.secret("MARKED-SECRET!") }`, /token is not a VPP token/],
  ])("%s: said in a sentence, without a request, a stack trace or a secret", async (_what, args, message) => {
    stack.write({ "index.js": program(args) });
    const { code, output } = await stack.preview();
    expect(output).toMatch(message);
    expect(output).toContain("'london' has a problem");
    expect(output).not.toContain("MARKED-SECRET");
    expect(output).not.toContain(token);
    expect(output).not.toMatch(/\n\s+at .*:\d+:\d+/);
    expect(code).not.toBe(0);
    expect(intune.asked()).toEqual([]);
  });

  test("configuration that contradicts itself is said at preview too", async () => {
    stack.write({ "index.js": program(`{ token: "${token}" }`) });
    const { code, output } = await stack.run(["preview"], {
      INTUNE_ACCESS_TOKEN: "",
      INTUNE_CLIENT_SECRET: "MARKED-SECRET",
      INTUNE_CLIENT_CERTIFICATE_PATH: "cert.pem",
    });
    expect(output).toMatch(
      /INTUNE_CLIENT_SECRET.*INTUNE_CLIENT_CERTIFICATE_PATH|INTUNE_CLIENT_CERTIFICATE_PATH.*INTUNE_CLIENT_SECRET/s,
    );
    expect(output).not.toContain("MARKED-SECRET");
    expect(output).not.toMatch(/\n\s+at .*:\d+:\d+/);
    expect(code).not.toBe(0);
  });

  test("values that aren't known at preview are passed over, and checked when they are", async () => {
    stack.write({
      "index.js": `
        const pulumi = require("@pulumi/pulumi");
        const intune = require("pulumi-intune");
        const first = new intune.VppToken("first", { token: "${token}" });
        new intune.VppToken("second", {
          token: "${tokenText({ token: "second" })}",
          countryOrRegion: first.state.apply(() => "gbr"),
        });
      `,
    });
    expect((await stack.preview()).code).toBe(0);
    const { code, output } = await stack.up();
    expect(output).toMatch(/'second' has a problem: countryOrRegion must be/);
    expect(code).not.toBe(0);
    // One list for the preview, and one for the update.
    expect(intune.requests.map(({ method }) => method)).toEqual(["GET", "GET", "POST"]);
  });
});
