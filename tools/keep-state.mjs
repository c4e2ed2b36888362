// @ts-check
// npm run keep-state: keeps what this version leaves behind (a stack's state, and the tenant that it speaks of) under
// test/states/<version>/<situation>, where a test sees to it that every later version can go on from there. Run it at a
// release.
//
// npm run keep-state -- SITUATION …  keeps these situations only. Default: all of test/states/situations.cjs.
import { spawn } from "node:child_process";
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { install, root } from "./install.mjs";
import { pulumiFolder } from "./pulumi-cli/setup.mjs";

/** @typedef {import("../test/states/situations.cjs").Situation} Situation */

const require = createRequire(import.meta.url);

install();
const { createSandbox, linkPackages } = require("./sandbox.cjs");
const { startEmulator } = require(join(root, "dist", "emulator"));
const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
const samples = join(root, "test", "states");
/** @type {typeof import("../test/states/situations.cjs")} */
const { programOf, situations } = require(join(samples, "situations.cjs"));

const chosen = process.argv.slice(2);
for (const name of chosen.length > 0 ? chosen : Object.keys(situations)) {
  const situation = situations[name];
  if (!situation) throw new Error(`There is no situation "${name}". There are: ${Object.keys(situations).join(", ")}.`);
  await keep(name, situation);
  console.log(`Kept the state of ${version} in test/states/${version}/${name}.`);
}

/**
 * @param {string} name
 * @param {Situation} situation
 */
async function keep(name, { make }) {
  const kept = join(samples, version, name);
  const sandbox = createSandbox(await pulumiFolder());
  const tenant = join(sandbox.folder, "tenant.json");
  const intune = await startEmulator({ data: tenant, actionDuration: 0, faults: true });
  try {
    const program = join(sandbox.folder, "program");
    mkdirSync(program);
    for (const [file, text] of Object.entries(programOf(name, join(root, "plugin"))))
      writeFileSync(join(program, file), text);
    linkPackages(program);
    const environment = { ...sandbox.environment, INTUNE_GRAPH_ENDPOINT: intune.url, INTUNE_ACCESS_TOKEN: "emulator" };
    /** @param {string[]} args @param {Record<string, string>} [variables] */
    const pulumi = (args, variables = {}) =>
      execAside("pulumi", args, { cwd: program, env: { ...environment, ...variables } });
    await pulumi(["stack", "init", "test"]);
    await make({ pulumi, ...portalOf(intune.url) });
    mkdirSync(kept, { recursive: true });
    const exported = join(sandbox.folder, "deployment.json");
    await pulumi(["stack", "export", "--file", exported]);
    writeFileSync(join(kept, "deployment.json"), withoutPlaces(readFileSync(exported, "utf8")));
    copyFileSync(tenant, join(kept, "tenant.json"));
  } finally {
    sandbox.remove();
    await intune.close();
  }
}

/** What happens behind Pulumi's back. @param {string} url The local Intune's. */
function portalOf(url) {
  /** @param {string} method @param {string} path @param {Record<string, unknown>} [body] @returns {Promise<any>} */
  const send = async (method, path, body) => {
    const headers = { authorization: "Bearer portal", "content-type": "application/json" };
    const answer = await fetch(`${url}${path}`, { method, headers, ...(body && { body: JSON.stringify(body) }) });
    if (!answer.ok) throw new Error(`${method} ${path} was answered with ${answer.status}: ${await answer.text()}`);
    return answer.status === 204 ? undefined : answer.json();
  };
  const tokens = "/beta/deviceAppManagement/vppTokens";
  return {
    /** @param {Record<string, unknown>} token */
    create: async (token) => String((await send("POST", tokens, token)).id),
    /** @param {Record<string, unknown>} change */
    change: async (change) => {
      await send("DELETE", "/emulator/faults");
      const { value } = await send("GET", tokens);
      await send("PATCH", `${tokens}/${value[0].id}`, change);
    },
    /** @param {Record<string, unknown>} rule */
    fault: async (rule) => {
      await send("POST", "/emulator/faults", rule);
    },
  };
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
