import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { bearer } from "../../support/intune";
import { withoutPulumisDumps } from "../../support/pulumisDumps";
import { steps } from "../../support/steps";
import { tokenText } from "../../support/tokenText";
import { withStack } from "../../support/withStack";
import { reference, yamlProgram, yamlToken } from "../../support/yamlProgram";

const secrets = ["MARKED-CONFIGURED", "MARKED-PLAIN", "MARKED-FILE", "MARKED-VARIABLE"];
const [configured = "", plain = "", inFile = "", inVariable = ""] = secrets.map((token, index) =>
  tokenText({ token, expDate: `209${index}-05-01T10:00:00-0700` }),
);
const expired = tokenText({ token: "MARKED-EXPIRED", expDate: "2020-01-01T00:00:00Z" });

/** Everything that must not be found anywhere. */
const marks = [...secrets, "MARKED-EXPIRED", configured, plain, inFile, inVariable, expired, bearer];

const program = (properties: object) =>
  yamlProgram("secrets", {
    config: { vppToken: { type: "string" } },
    resources: { london: yamlToken({ countryOrRegion: "gb", ...properties }) },
    outputs: { everything: reference("london") },
  });
const fromConfiguration = { token: reference("vppToken") };

describe("through the plugin neither the token, nor the secret inside it, nor the bearer", () => {
  const { stack, intune } = withStack(program(fromConfiguration), {
    link: false,
    configuration: { vppToken: configured, "intune:accessToken": bearer },
    secrets: ["vppToken", "intune:accessToken"],
    variables: (intune) => ({ INTUNE_GRAPH_ENDPOINT: intune.url, VPP_TOKEN_TEXT: inVariable }),
  });
  beforeAll(() => writeFileSync(join(stack.folder, "london.vpptoken"), inFile));

  /** Which marks a text holds: a name instead of the text itself, so that a failure of the test leaks nothing either. */
  const found = (text: string) => marks.flatMap((mark, index) => (text.includes(mark) ? [`mark ${index}`] : []));
  const step = steps();

  test("step by step", async () => {
    await step.each<[string, object, readonly string[], boolean]>([
      ["a preview of a token from a secret", fromConfiguration, ["preview", "--diff", "--save-plan", "plan"], true],
      ["an up of it", fromConfiguration, ["up", "--yes", "--diff", "--skip-preview"], true],
      ["an up of a token in a file", { tokenFrom: { file: "london.vpptoken" } }, ["up", "--yes", "--diff"], true],
      ["an up of a token in a variable", { tokenFrom: { env: "VPP_TOKEN_TEXT" } }, ["up", "--yes", "--diff"], true],
      ["a refresh", fromConfiguration, ["refresh", "--yes", "--diff"], true],
      ["a refused country", { ...fromConfiguration, countryOrRegion: configured }, ["up", "--yes"], false],
      ["a destroy", fromConfiguration, ["destroy", "--yes", "--diff"], true],
    ])("is in the output, the logs, the state or the history of %s", async (_what, properties, args, succeeds) => {
      stack.write(program(properties));
      const run = await stack.run(["-v=9", "--logtostderr", ...args]);
      expect(found(withoutPulumisDumps(run.output))).toEqual([]);
      expect(found(stack.storedText())).toEqual([]);
      expect(run.code === 0).toBe(succeeds);
    });

    await step("is in a saved plan", () => {
      expect(found(readFileSync(join(stack.folder, "plan"), "utf8"))).toEqual([]);
    });

    await step.each<[string, readonly string[], boolean]>([
      [plain, ["preview", "--diff", "--save-plan", "plan"], true],
      [plain, ["up", "--yes", "--diff"], true],
      [expired, ["up", "--yes", "--diff"], false],
      [plain, ["stack", "export"], true],
      [plain, ["stack", "output"], true],
      [plain, ["destroy", "--yes", "--diff"], true],
    ])("is shown or kept of a token that the program holds as plain text", async (token, args, succeeds) => {
      stack.write(program({ token }));
      const run = await stack.run(args);
      expect(found(run.output)).toEqual([]);
      expect(found(stack.storedText())).toEqual([]);
      expect(run.code === 0).toBe(succeeds);
    });

    await step("is in the saved plan of such a token", () => {
      expect(found(readFileSync(join(stack.folder, "plan"), "utf8"))).toEqual([]);
    });

    await step("is anywhere in a log of -v=8, Pulumi's own lines included", async () => {
      stack.write(program(fromConfiguration));
      for (const command of ["up", "destroy"]) {
        const run = await stack.run(["-v=8", "--logtostderr", command, "--yes", "--skip-preview"]);
        expect(found(run.output)).toEqual([]);
        expect(run.code).toBe(0);
      }
    });

    await step("was missing from the requests, which shows that the marks were used", () => {
      const sent = JSON.stringify(intune.requests.map(({ body, headers }) => [body, headers.authorization]));
      for (const used of [configured, plain, inFile, inVariable, bearer]) expect(sent).toContain(used);
    });
  });
});
