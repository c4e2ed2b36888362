// @ts-check
// npm run keep-state: keeps what this version leaves behind (a stack's state, and the tenant that it speaks of) under
// test/states/<version>, where a test sees to it that every later version can go on from there. Run it at a release.
import { spawn } from "node:child_process";
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { install, root } from "./install.mjs";
import { pulumiFolder } from "./pulumi-cli/setup.mjs";
import { sampleToken } from "./sample-token.mjs";

const require = createRequire(import.meta.url);

install();
const { createSandbox, linkPackages } = require("./sandbox.cjs");
const { startEmulator } = require(join(root, "dist", "emulator"));
const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
const samples = join(root, "test", "states");
const kept = join(samples, version);

const sandbox = createSandbox(await pulumiFolder());
const tenant = join(sandbox.folder, "tenant.json");
const intune = await startEmulator({ data: tenant, actionDuration: 0 });
try {
  const program = join(sandbox.folder, "program");
  mkdirSync(program);
  writeFileSync(join(program, "Pulumi.yaml"), "name: states\nruntime: nodejs\n");
  copyFileSync(join(samples, "program.js"), join(program, "index.js"));
  linkPackages(program);
  const environment = {
    ...sandbox.environment,
    INTUNE_GRAPH_ENDPOINT: intune.url,
    INTUNE_ACCESS_TOKEN: "emulator",
    PARIS_VPP_TOKEN: sampleToken("2098"),
  };
  /** @param {string[]} args */
  const pulumi = (args) => execAside("pulumi", args, { cwd: program, env: environment });
  await pulumi(["stack", "init", "test"]);
  await pulumi(["up", "--yes", "--skip-preview", "--non-interactive"]);
  mkdirSync(kept, { recursive: true });
  const exported = join(sandbox.folder, "deployment.json");
  await pulumi(["stack", "export", "--file", exported]);
  writeFileSync(join(kept, "deployment.json"), withoutPlaces(readFileSync(exported, "utf8")));
  copyFileSync(tenant, join(kept, "tenant.json"));
  console.log(`Kept the state of ${version} in test/states/${version}.`);
} finally {
  sandbox.remove();
  await intune.close();
}

/**
 * Without the places in source files that Pulumi notes: they are of the machine on which the sample was made.
 * @param {string} deployment
 */
function withoutPlaces(deployment) {
  const places = new Set(["sourcePosition", "stackTrace"]);
  const content = JSON.parse(deployment, (key, value) => (places.has(key) ? undefined : value));
  return `${JSON.stringify(content, null, 2)}\n`;
}

/**
 * The emulator answers from this process, so the CLI must not hold it up.
 * @param {string} command
 * @param {string[]} args
 * @param {import("node:child_process").SpawnOptions} options
 */
async function execAside(command, args, options) {
  await new Promise((resolve, reject) => {
    const child = spawn(command, args, { ...options, stdio: ["ignore", "inherit", "inherit"] });
    child.on("error", reject);
    child.on("close", (code) => (code === 0 ? resolve(undefined) : reject(new Error(`${command} ended with ${code}`))));
  });
}
