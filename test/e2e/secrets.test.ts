import { bearer } from "../support/intune";
import { withoutPulumisDumps } from "../support/pulumisDumps";
import { steps } from "../support/steps";
import { tokenText } from "../support/tokenText";
import { withStack } from "../support/withStack";

const secrets = ["MARKED-FIRST-SECRET", "MARKED-RENEWED-SECRET"];
const [first = "", renewed = ""] = secrets.map((token) => tokenText({ token }));
const expired = tokenText({ token: "MARKED-EXPIRED-SECRET", expDate: "2020-01-01T00:00:00Z" });

/** Everything that must not be found anywhere. */
const marks = [...secrets, "MARKED-EXPIRED-SECRET", first, renewed, expired, bearer];

const program = (token: string, country = "gb") => `
  const pulumi = require("@pulumi/pulumi");
  const intune = require("pulumi-intune");
  const token = new intune.VppToken("london", { token: ${token}, countryOrRegion: "${country}" });
  exports.token = token.token;
  exports.everything = token;
`;
const fromConfiguration = 'new pulumi.Config().requireSecret("vppToken")';

describe("neither the token, nor the secret inside it, nor the bearer", () => {
  const verbose = ["-v=9", "--logtostderr"];

  const { stack, intune } = withStack(
    { "Pulumi.yaml": "name: secrets\nruntime: nodejs\n", "package.json": "{}" },
    { variables: (intune) => ({ INTUNE_GRAPH_ENDPOINT: intune.url }) },
  );
  beforeAll(async () => {
    await stack.configure({ vppToken: first, "intune:accessToken": bearer }, ["vppToken", "intune:accessToken"]);
  });

  /** Which marks a text holds: a name instead of the text itself, so that a failure of the test leaks nothing either. */
  const found = (text: string) => marks.flatMap((mark, index) => (text.includes(mark) ? [`mark ${index}`] : []));
  const step = steps();

  test("step by step", async () => {
    await step.each<[string, string, readonly string[], boolean]>([
      ["a preview of a token from a secret", program(fromConfiguration), ["preview", "--diff"], true],
      ["an up of it", program(fromConfiguration), ["up", "--yes", "--diff"], true],
      ["a refresh", program(fromConfiguration), ["refresh", "--yes", "--diff"], true],
      [
        "an up of a token that the program holds as plain text",
        program(`"${renewed}"`),
        ["up", "--yes", "--diff"],
        true,
      ],
      ["a refused country", program(fromConfiguration, "MARKED"), ["up", "--yes"], false],
      ["a refused token", program(`"${expired}"`), ["up", "--yes"], false],
      ["a refused token in the place of another argument", program(fromConfiguration, renewed), ["up", "--yes"], false],
      ["an export of the stack", program(fromConfiguration), ["stack", "export"], true],
      ["the outputs of the stack", program(fromConfiguration), ["stack", "output"], true],
      ["a destroy", program(fromConfiguration), ["destroy", "--yes", "--diff"], true],
    ])("is in the output, the logs or the state of %s", async (_what, code, args, succeeds) => {
      stack.write({ "index.js": code });
      const run = await stack.run([...verbose, ...args]);
      expect(found(withoutPulumisDumps(run.output))).toEqual([]);
      expect(found(stack.stateText())).toEqual([]);
      expect(run.code === 0).toBe(succeeds);
    });

    await step(
      "is anywhere in a log of -v=8, Pulumi's own lines included, when the token comes from the configuration",
      async () => {
        stack.write({ "index.js": program(fromConfiguration) });
        for (const args of [
          ["up", "--yes"],
          ["refresh", "--yes"],
          ["destroy", "--yes"],
        ]) {
          const run = await stack.run(["-v=8", "--logtostderr", ...args]);
          expect(found(run.output)).toEqual([]);
          expect(run.code).toBe(0);
        }
      },
    );

    await step("was missing from the requests, which shows that the marks were used", () => {
      const sent = JSON.stringify(intune.requests.map(({ body, headers }) => [body, headers.authorization]));
      expect(sent).toContain(first);
      expect(sent).toContain(renewed);
      expect(sent).toContain(bearer);
    });
  });
});
