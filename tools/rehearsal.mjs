// @ts-check
// One program, one stack, one local Intune, the real CLI: what a tour's steps are played on.
import { spawn } from "node:child_process";
import { join } from "node:path";
import { createSandbox, placeExample } from "./sandbox.cjs";

/**
 * @typedef {object} Rehearsal
 * @property {(args: string[], expected: { shows: string, exitCode?: number }) => Promise<void>} pulumi
 *   Runs the CLI, shows its output, and throws unless the output shows that text and the exit code is that one.
 * @property {(values: Record<string, string>, secret?: boolean) => Promise<void>} configure Sets configuration.
 * @property {(change: Record<string, unknown>) => Promise<void>} inPortal Changes the one token as an administrator would.
 * @property {(expected: string[]) => void} expectRequests
 *   Shows the requests since it was last asked, in short ("PATCH token"), and throws unless they are those.
 * @property {() => Promise<void>} close Ends and removes all of it.
 */

/**
 * @param {object} options
 * @param {string} options.pulumiFolder The folder that holds the CLI.
 * @param {string} options.example The program: the name of its folder under examples/.
 * @param {typeof import("../src/emulator/index.js").startEmulator} options.startEmulator
 * @param {AbortSignal} options.signal Ends what is running, and lets nothing more begin.
 * @returns {Promise<Rehearsal>}
 */
export async function rehearsal({ pulumiFolder, example, startEmulator, signal }) {
  /** @type {string[]} */
  const requests = [];
  const intune = await startEmulator({ onRequest: (request) => requests.push(inShort(request)) });
  const sandbox = createSandbox(pulumiFolder, { INTUNE_GRAPH_ENDPOINT: intune.url, INTUNE_ACCESS_TOKEN: "emulator" });
  const program = join(sandbox.folder, "program");
  const cli = commandLine(program, sandbox.environment, signal);

  /** @param {string[]} args */
  const quietly = async (args) => {
    const { code, output } = await cli(args, () => {});
    if (code !== 0) throw new Error(`pulumi ${args[0]} ${args[1]} ended with ${code}:\n${output}`);
  };
  const close = async () => {
    sandbox.remove();
    await intune.close();
  };
  try {
    placeExample(example, program);
    await quietly(["stack", "init", "tour"]);
  } catch (error) {
    await close();
    throw error;
  }

  return {
    close,
    pulumi: async (args, { shows, exitCode = 0 }) => {
      console.log(`$ pulumi ${args.join(" ")}`);
      const { code, output } = await cli(args, (text) => process.stdout.write(text));
      if (code !== exitCode) throw new Error(`pulumi ${args[0]} ended with ${code}, not with ${exitCode}.`);
      if (!withoutColour(output).includes(shows)) throw new Error(`the output doesn't show "${shows}".`);
    },
    configure: async (values, secret = false) => {
      for (const [name, value] of Object.entries(values)) {
        await quietly(["config", "set", secret ? "--secret" : "--plaintext", name, "--", value]);
      }
    },
    inPortal: async (change) => {
      await changeInPortal(intune.url, change);
      console.log(`(in the portal: ${JSON.stringify(change)})`);
      requests.length = 0;
    },
    expectRequests: (expected) => {
      console.log(`(requests to Intune: ${requests.join(", ") || "none"})`);
      const were = requests.splice(0).join();
      if (were !== expected.join()) throw new Error(`the requests were to be: ${expected.join(", ") || "none"}.`);
    },
  };
}

/**
 * @param {string} cwd
 * @param {Record<string, string>} env
 * @param {AbortSignal} signal
 */
function commandLine(cwd, env, signal) {
  const colour = ["--color", process.stdout.isTTY && !process.env.NO_COLOR ? "always" : "never"];
  /**
   * @param {string[]} args
   * @param {(text: string) => void} show
   * @returns {Promise<{ code: number | null, output: string }>}
   */
  return (args, show) =>
    new Promise((resolve, reject) => {
      signal.throwIfAborted();
      const child = spawn("pulumi", ["--non-interactive", ...colour, ...args], {
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

/**
 * @param {string} url The local Intune's.
 * @param {Record<string, unknown>} change
 */
async function changeInPortal(url, change) {
  const collection = `${url}/v1.0/deviceAppManagement/vppTokens`;
  const headers = { authorization: "Bearer portal", "content-type": "application/json" };
  const list = /** @type {{ value: { id: string }[] }} */ (await (await fetch(collection, { headers })).json());
  const answer = await fetch(`${collection}/${list.value[0]?.id}`, {
    method: "PATCH",
    headers,
    body: JSON.stringify(change),
  });
  if (!answer.ok) throw new Error(`the portal's change was answered with ${answer.status}.`);
}

/** @param {{ method: string, body?: unknown }} request */
function inShort({ method, body }) {
  const names = Object.keys(/** @type {object} */ (body ?? {})).filter((name) => !name.startsWith("@"));
  return method === "PATCH" ? `${method} ${names.join(" ")}` : method;
}

/** @param {string} text */
function withoutColour(text) {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: that is how terminals are told of colours.
  return text.replace(/\u001b\[[0-9;]*m/g, "");
}
