// @ts-check
// The steps of `npm start`: each is announced, shows the CLI's own output, and ends the tour if it isn't what was
// announced.

import { createRequire } from "node:module";
import { join } from "node:path";
import { root } from "./install.mjs";
import { madeUpToken } from "./made-up-token.mjs";
import { rehearsal } from "./rehearsal.mjs";

const require = createRequire(import.meta.url);

/**
 * @typedef {object} Step
 * @property {string} announcement What happens, and what is to be seen.
 * @property {(rehearsal: import("./rehearsal.mjs").Rehearsal) => Promise<void>} run
 */

const [token, renewedToken] = [madeUpToken("2098"), madeUpToken("2099")];

/** @type {Step[]} */
const steps = [
  {
    announcement:
      "A token is declared in examples/basic: `pulumi up` looks whether it is there already, and uploads it with one request.",
    run: async ({ pulumi, expectRequests }) => {
      await pulumi(["up", "--yes", "--skip-preview"], { shows: "+ 2 created" });
      expectRequests(["GET", "POST"]);
    },
  },
  {
    announcement: "Nothing has changed: a second `pulumi up` has nothing to do, and sends nothing.",
    run: async ({ pulumi, expectRequests }) => {
      await pulumi(["up", "--yes", "--skip-preview", "--expect-no-changes"], { shows: "2 unchanged" });
      expectRequests([]);
    },
  },
  {
    announcement: "Somebody switches automatic app updates off in the portal, behind Pulumi's back.",
    run: async ({ inPortal }) => inPortal({ automaticallyUpdateApps: false }),
  },
  {
    announcement: "The nightly drift check finds it, names the property, and fails the pipeline (exit code 7).",
    run: async ({ pulumi, expectRequests }) => {
      await pulumi(["refresh", "--preview-only", "--expect-no-changes", "--diff"], {
        shows: "~ automaticallyUpdateApps: true => false",
        exitCode: 7,
      });
      expectRequests(["GET"]);
    },
  },
  {
    announcement: "`pulumi up --refresh` repairs it: one request with that one property.",
    run: async ({ pulumi, expectRequests }) => {
      await pulumi(["up", "--yes", "--skip-preview", "--refresh"], { shows: "[diff: ~automaticallyUpdateApps]" });
      expectRequests(["GET", "PATCH automaticallyUpdateApps"]);
    },
  },
  {
    announcement: "A year later: the renewed token is uploaded to the same entity, so its apps and licences stay.",
    run: async ({ pulumi, configure, expectRequests }) => {
      await configure({ vppToken: renewedToken }, true);
      await pulumi(["up", "--yes", "--skip-preview"], { shows: '"2099-05-01T17:00:00Z"' });
      expectRequests(["PATCH token"]);
    },
  },
  {
    announcement: "The tour ends: `pulumi destroy` sees that no app of the token is assigned, and deletes the token.",
    run: async ({ pulumi, expectRequests }) => {
      await pulumi(["destroy", "--yes", "--skip-preview"], { shows: "- 2 deleted" });
      expectRequests(["GET", "DELETE"]);
    },
  },
];

/**
 * @param {string} pulumiFolder The folder that holds the CLI.
 * @returns {Promise<number>} The exit code.
 */
export async function tour(pulumiFolder) {
  const { startEmulator } = require(join(root, "dist", "emulator"));
  const interruption = new AbortController();
  const interrupt = () => interruption.abort(new Error("it was interrupted. Nothing is left behind."));
  for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, interrupt);
  /** @type {import("./rehearsal.mjs").Rehearsal | undefined} */
  let stage;
  try {
    stage = await rehearsal({ pulumiFolder, example: "basic", startEmulator, signal: interruption.signal });
    await stage.configure({ vppToken: token }, true);
    await stage.configure({ appleId: "vpp@contoso.example" });
    for (const [index, { announcement, run }] of steps.entries()) {
      interruption.signal.throwIfAborted();
      console.log(`\n── ${index + 1} of ${steps.length} ── ${announcement}\n`);
      await run(stage);
    }
    console.log(
      `\nAll ${steps.length} steps went as announced. examples/basic holds the program; README.md says how to go on.`,
    );
    return 0;
  } catch (error) {
    console.error(`\nThe tour stopped: ${error instanceof Error ? error.message : error}`);
    return interruption.signal.aborted ? 130 : 1;
  } finally {
    await stage?.close();
  }
}
