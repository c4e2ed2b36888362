import { createPrivateKey } from "node:crypto";
import { readFileSync } from "node:fs";
import { defaultOrganizationId as organizationId } from "../../src/emulator/settings";
import { withoutPulumisDumps } from "../support/pulumisDumps";
import { steps } from "../support/steps";
import { startTokenEndpoint, type TokenEndpoint, tokenAnswer } from "../support/tokenEndpoint";
import { tokenText } from "../support/tokenText";
import { withStack } from "../support/withStack";

const marks = {
  clientSecret: "MARKED-CLIENT-SECRET",
  refusedSecret: "MARKED-REFUSED-SECRET",
  certificatePassword: "MARKED-CERTIFICATE-PASSWORD",
  oidcToken: "MARKED-OIDC-TOKEN",
  accessToken: "MARKED-ACCESS-TOKEN",
  inner: "MARKED-INNER-TOKEN",
};
const text = tokenText({ token: marks.inner });
const olderText = tokenText({ token: "MARKED-OLDER-TOKEN", orgName: "Fabrikam" });
const hidden = [...Object.values(marks), text, olderText, "MARKED-OLDER-TOKEN"];

/** The tokens stand in the program as plain texts: only the package can make secrets of them. */
const program = `
  const intune = require("pulumi-intune");
  const token = new intune.VppToken("london", { token: process.env.PLAIN_TOKEN });
  const older = new intune.AppleVolumePurchaseProgramToken("paris", { organizationId: "${organizationId}", token: process.env.PLAIN_OLDER_TOKEN });
  exports.everything = { token, older };
`;

/** Everything that Node's libraries can be told to say: @azure/logger's level, and every channel of \`debug\`. */
const talkative = { AZURE_LOG_LEVEL: "verbose", DEBUG: "*", NODE_DEBUG: "" };

describe("secrets of signing in, with every library's own log on", () => {
  let endpoint: TokenEndpoint;
  const verbose = ["-v=9", "--logtostderr"];

  beforeAll(async () => {
    endpoint = await startTokenEndpoint(({ form }) =>
      form.client_secret === marks.refusedSecret
        ? { status: 401, body: { error: "invalid_client", error_description: `AADSTS7000215: ${form.client_secret}` } }
        : tokenAnswer(marks.accessToken),
    );
  });
  afterAll(() => endpoint?.close());
  const { stack, intune } = withStack(
    () => ({
      "Pulumi.yaml": "name: signin\nruntime: nodejs\n",
      "package.json": "{}",
      "index.js": program,
      "encrypted.pem": encrypted(endpoint),
      "oidc.txt": marks.oidcToken,
    }),
    {
      variables: ({ url }) => ({
        ...talkative,
        INTUNE_GRAPH_ENDPOINT: url,
        INTUNE_AUTHORITY_HOST: endpoint.url,
        INTUNE_TENANT_ID: "contoso-tenant",
        INTUNE_CLIENT_ID: "an-app",
        NODE_EXTRA_CA_CERTS: endpoint.certificateFile,
        PLAIN_TOKEN: text,
        PLAIN_OLDER_TOKEN: olderText,
      }),
    },
  );

  /** By their numbers: a failure of the test leaks nothing either. */
  const found = (where: string) => hidden.flatMap((mark, index) => (where.includes(mark) ? [`mark ${index}`] : []));

  const withSecret = { INTUNE_CLIENT_SECRET: marks.clientSecret };
  const withCertificate = {
    INTUNE_CLIENT_CERTIFICATE_PATH: "encrypted.pem",
    INTUNE_CLIENT_CERTIFICATE_PASSWORD: marks.certificatePassword,
  };
  const step = steps();

  test("step by step", async () => {
    await step.each<[string, readonly string[], Record<string, string>, boolean]>([
      ["an up with a client secret", ["up", "--yes", "--skip-preview"], withSecret, true],
      [
        "a refresh with a certificate and its password",
        ["refresh", "--yes", "--skip-preview", "--run-program"],
        withCertificate,
        true,
      ],
      [
        "a refresh with a wrong password",
        ["refresh", "--yes", "--skip-preview"],
        { ...withCertificate, INTUNE_CLIENT_CERTIFICATE_PASSWORD: marks.refusedSecret },
        false,
      ],
      [
        "a refresh with an OIDC token",
        ["refresh", "--yes", "--skip-preview"],
        { INTUNE_USE_OIDC: "true", INTUNE_OIDC_TOKEN: marks.oidcToken },
        true,
      ],
      [
        "a preview of a refresh with an OIDC token in a file",
        ["refresh", "--preview-only", "--diff"],
        { INTUNE_USE_OIDC: "true", INTUNE_OIDC_TOKEN_FILE_PATH: "oidc.txt" },
        true,
      ],
      [
        "a refresh with a secret that is refused and echoed",
        ["refresh", "--yes", "--skip-preview"],
        { INTUNE_CLIENT_SECRET: marks.refusedSecret },
        false,
      ],
      [
        "a refresh with a ready bearer",
        ["refresh", "--yes", "--skip-preview"],
        { INTUNE_ACCESS_TOKEN: marks.accessToken },
        true,
      ],
      ["an export of the stack", ["stack", "export"], {}, true],
      ["a destroy with a client secret", ["destroy", "--yes", "--skip-preview"], withSecret, true],
    ])("none is in the output, the logs or the state of %s", async (_what, args, variables, succeeds) => {
      const run = await stack.run([...verbose, ...args], variables);
      expect(found(withoutPulumisDumps(run.output))).toEqual([]);
      expect(found(stack.stateText())).toEqual([]);
      expect(run.code === 0).toBe(succeeds);
      if (args[0] === "up") {
        // The logs were on, and the state holds both tokens, as secrets alone.
        expect(run.output).toMatch(/azure:identity/);
        const secret = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270" };
        for (const { inputs, outputs } of stack.resources()) {
          expect(inputs.token).toMatchObject(secret);
          expect(outputs.token).toMatchObject(secret);
        }
        expect(stack.resources()).toHaveLength(2);
      }
    });

    await step("all were used", () => {
      const sent = JSON.stringify([endpoint.requests, intune.requests]);
      for (const mark of [
        marks.clientSecret,
        marks.refusedSecret,
        marks.oidcToken,
        marks.accessToken,
        text,
        olderText,
      ]) {
        expect(sent).toContain(mark);
      }
      expect(endpoint.requests.filter(({ form }) => form.client_assertion?.startsWith("ey"))).not.toHaveLength(0);
    });
  });
});

/** The endpoint's certificate, with its key behind a password. */
function encrypted({ keyFile, certificateFile }: TokenEndpoint): string {
  const key = createPrivateKey(readFileSync(keyFile)).export({
    type: "pkcs8",
    format: "pem",
    cipher: "aes-256-cbc",
    passphrase: marks.certificatePassword,
  });
  return `${key}\n${readFileSync(certificateFile, "utf8")}`;
}
