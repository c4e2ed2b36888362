import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { root, type Stack } from "../support/pulumi";
import { tokenText } from "../support/tokenText";
import { withIntune } from "../support/withStack";

const project = (more = "") => `name: program\nruntime: nodejs\n${more}`;
const args = `{ token: "${tokenText()}", countryOrRegion: "gb" }`;

const javaScript = `
  const intune = require("pulumi-intune");
  exports.expires = new intune.VppToken("london", ${args}).expirationDateTime;
`;
const ecmaScriptModule = `
  import { VppToken, parseVppToken } from "pulumi-intune";
  parseVppToken("${tokenText()}");
  export const expires = new VppToken("london", ${args}).expirationDateTime;
`;
const typeScript = `
  import type * as pulumi from "@pulumi/pulumi";
  import * as intune from "pulumi-intune";
  const args: intune.VppTokenArgs = ${args};
  export const expires: pulumi.Output<string> = new intune.VppToken("london", args).expirationDateTime;
`;
const compilerOptions = JSON.stringify({
  compilerOptions: {
    target: "ES2022",
    module: "Node16",
    moduleResolution: "Node16",
    strict: true,
    skipLibCheck: false,
  },
  files: ["index.ts"],
});

/** The kinds of programs that people write, each with the one token. */
const kinds: Record<string, Record<string, string>> = {
  "a JavaScript program": {
    "Pulumi.yaml": project(),
    "package.json": "{}",
    "index.js": javaScript,
  },
  "an ESM program": {
    "Pulumi.yaml": project(),
    "package.json": '{ "type": "module", "main": "index.js" }',
    "index.js": ecmaScriptModule,
  },
  "a TypeScript program": {
    "Pulumi.yaml": project(),
    "package.json": '{ "main": "index.ts" }',
    "tsconfig.json": compilerOptions,
    "index.ts": typeScript,
  },
  "a program whose `main` is a subfolder": {
    "Pulumi.yaml": project("main: infra/stack\n"),
    "package.json": "{}",
    "infra/stack/index.js": javaScript,
  },
};

describe("a program of any kind, through the real CLI", () => {
  const { intune, open } = withIntune({ per: "test" });
  let packed = "";
  let tarball = "";

  beforeAll(() => {
    packed = mkdtempSync(join(tmpdir(), "pulumi-intune-packed-"));
    execFileSync("npm", ["pack", "--silent", "--ignore-scripts", "--pack-destination", packed], { cwd: root });
    tarball = join(packed, String(readdirSync(packed)[0]));
  });
  afterAll(() => rmSync(packed, { recursive: true, force: true }));

  async function lives(stack: Stack): Promise<void> {
    const up = await stack.up();
    expect(up.output).toContain('expires: "2099-05-01T17:00:00Z"');
    expect(up.code).toBe(0);
    expect((await stack.refresh("--expect-no-changes")).code).toBe(0);
    expect((await stack.destroy()).code).toBe(0);
    expect(intune.requests.map(({ method }) => method)).toEqual(["GET", "POST", "GET", "GET", "DELETE"]);
  }

  test.each(Object.entries(kinds))("%s creates, refreshes and destroys a token", async (_kind, files) => {
    await lives(await open(files));
  });

  test.each([
    ["npm", ["npm", "install", "--no-audit", "--no-fund", "--loglevel=error"]],
    ["pnpm", [process.execPath, join(root, "node_modules", "pnpm", "bin", "pnpm.cjs"), "install", "--silent"]],
  ])("the packed package, installed with %s, does so too", async (_manager, [command = "", ...args]) => {
    const { version } = require(join(root, "node_modules/@pulumi/pulumi/package.json")) as { version: string };
    const dependencies = { "pulumi-intune": `file:${tarball}`, "@pulumi/pulumi": version };
    const stack = await open(
      {
        "Pulumi.yaml": project("main: infra\n"),
        "package.json": JSON.stringify({ name: "program", private: true, dependencies }),
        "infra/index.js": javaScript,
      },
      { link: false },
    );
    execFileSync(command, args, { cwd: stack.folder, stdio: "pipe" });
    await lives(stack);
  });

  test("the provider's text is the same for every token and at most 300 bytes", async () => {
    const stack = await open({
      "Pulumi.yaml": project(),
      "package.json": "{}",
      "index.js": `
        const intune = require("pulumi-intune");
        new intune.VppToken("one", { token: "${tokenText({ token: "1" })}" });
        new intune.VppToken("two", { token: "${tokenText({ token: "2" })}", countryOrRegion: "gb" });
      `,
    });
    expect((await stack.up()).code).toBe(0);
    const texts = new Set(stack.resources().map(({ inputs }) => String(inputs.__provider)));
    expect(texts.size).toBe(1);
    expect([...texts].join("").length).toBeLessThanOrEqual(300);
  });
});
