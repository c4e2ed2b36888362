// @ts-check
// Runs the tour's steps: one tenant of a local Intune, a sandbox, and the real CLI in one of the examples.
import { spawn } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { administrator, portalOf } from "./portal.mjs";
import { createSandbox, placeExample } from "./sandbox.cjs";

/**
 * @typedef {object} TourRunner
 * @property {(example: string, values: Record<string, string>, secrets: Record<string, string>) => Promise<void>} open
 *   Goes on with that program of examples/, in a stack of its own that has this configuration.
 * @property {(name: string, text: string) => void} writeFile Puts a file beside the program.
 * @property {(args: string[], expected: { shows: string, exitCode?: number }) => Promise<void>} pulumi
 *   Runs the CLI, shows its output, and throws unless the output shows that text and the exit code is that one.
 * @property {(values: Record<string, string>, secrets?: Record<string, string>) => Promise<void>} configure
 *   Sets configuration.
 * @property {() => Promise<string>} idInIntune The id of the tenant's one token.
 * @property {(change: Record<string, unknown>) => Promise<void>} inPortal Changes that token as an administrator would.
 * @property {(expected: string[]) => void} expectRequests
 *   Shows the requests since it was last asked, in short ("PATCH token"), and throws unless they are those.
 * @property {(expected: string[]) => void} expectChanges The same, whatever was read meanwhile.
 * @property {() => Promise<void>} close Ends and removes all of it.
 */

/**
 * @param {object} options
 * @param {string} options.pulumiFolder The folder that holds the CLI.
 * @param {typeof import("../src/emulator/index.js").startEmulator} options.startEmulator
 * @param {AbortSignal} options.signal Ends what is running, and lets nothing more begin.
 * @returns {Promise<TourRunner>}
 */
export async function createTourRunner({ pulumiFolder, startEmulator, signal }) {
  /** @type {string[]} */
  const requests = [];
  const intune = await startEmulator({
    onRequest: (request) => {
      if (request.headers["user-agent"] !== administrator) requests.push(summarize(request));
    },
  });
  const sandbox = createSandbox(pulumiFolder, {
    INTUNE_GRAPH_ENDPOINT: intune.url,
    INTUNE_ACCESS_TOKEN: "emulator",
    // A second less for each run: the types of the examples are checked by their tests.
    PULUMI_NODEJS_TRANSPILE_ONLY: "true",
  });
  const portal = portalOf(intune.url);
  let program = sandbox.folder;

  /** @param {string[]} args @param {(text: string) => void} show */
  const cli = (args, show) => runCli(args, show, { cwd: program, env: sandbox.environment, signal });
  /** @param {string[]} args */
  const quietly = async (args) => {
    const { code, output } = await cli(args, () => {});
    if (code !== 0) throw new Error(`pulumi ${args[0]} ${args[1]} ended with ${code}:\n${output}`);
  };
  /** @type {TourRunner["configure"]} */
  const configure = async (values, secrets = {}) => {
    /** @param {string} flag @param {Record<string, string>} some */
    const flags = (flag, some) => Object.entries(some).flatMap(([name, value]) => [flag, `${name}=${value}`]);
    await quietly(["config", "set-all", ...flags("--plaintext", values), ...flags("--secret", secrets)]);
    console.log(`(set in the stack's configuration: ${Object.keys({ ...values, ...secrets }).join(", ")})`);
  };
  /** @param {string[]} were @param {string[]} expected */
  const compare = (were, expected) => {
    console.log(`(requests to Intune: ${requests.splice(0).join(", ") || "none"})`);
    if (were.join() !== expected.join()) throw new Error(`those were to be: ${expected.join(", ") || "none"}.`);
  };

  return {
    open: async (example, values, secrets) => {
      program = join(sandbox.folder, example);
      placeExample(example, program);
      console.log(`(the program: examples/${example})`);
      await quietly(["stack", "init", "tour"]);
      if (Object.keys({ ...values, ...secrets }).length > 0) await configure(values, secrets);
    },
    writeFile: (name, text) => {
      writeFileSync(join(program, name), text);
      console.log(`(written beside the program: ${name})`);
    },
    pulumi: async (args, { shows, exitCode = 0 }) => {
      console.log(`$ pulumi ${args.join(" ")}`);
      const { code, output } = await cli(args, (text) => process.stdout.write(text));
      if (code !== exitCode) throw new Error(`pulumi ${args[0]} ended with ${code}, not with ${exitCode}.`);
      if (!withoutColor(output).includes(shows)) throw new Error(`the output doesn't show "${shows}".`);
    },
    configure,
    idInIntune: portal.id,
    inPortal: async (change) => {
      await portal.change(change);
      console.log(`(in the portal: ${JSON.stringify(change)})`);
    },
    expectRequests: (expected) => compare([...requests], expected),
    expectChanges: (expected) =>
      compare(
        requests.filter((request) => request !== "GET"),
        expected,
      ),
    close: async () => {
      sandbox.remove();
      await intune.close();
    },
  };
}

/**
 * @param {string[]} args
 * @param {(text: string) => void} show
 * @param {{ cwd: string, env: Record<string, string>, signal: AbortSignal }} where
 * @returns {Promise<{ code: number | null, output: string }>}
 */
function runCli(args, show, { cwd, env, signal }) {
  const color = ["--color", process.stdout.isTTY && !process.env.NO_COLOR ? "always" : "never"];
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const child = spawn("pulumi", ["--non-interactive", ...color, ...args], {
      cwd,
      env,
      stdio: ["ignore", "pipe", "pipe"],
    });
    const end = () => child.kill("SIGINT");
    signal.addEventListener("abort", end);
    let output = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.on("data", (chunk) => {
        output += chunk;
        show(String(chunk));
      });
    }
    child.on("error", reject);
    child.on("close", (code) => {
      signal.removeEventListener("abort", end);
      if (signal.aborted) reject(signal.reason);
      else resolve({ code, output });
    });
  });
}

/** @param {{ method: string, path: string, body?: unknown }} request */
function summarize({ method, path, body }) {
  const names = Object.keys(/** @type {object} */ (body ?? {})).filter((name) => !name.startsWith("@"));
  if (method === "PATCH") return `${method} ${names.join(" ")}`;
  const action = /vppTokens\/[^/]+\/(\w+)$/.exec(path)?.[1];
  return action === undefined ? method : `${method} ${action}`;
}

/** @param {string} text */
function withoutColor(text) {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: that is how terminals are told of colors.
  return text.replace(/\u001b\[[0-9;]*m/g, "");
}
