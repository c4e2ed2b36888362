// @ts-check
// Plays the steps of `npm start`: each is announced, shows the CLI's own output, and ends the tour if it isn't what was
// announced.

import { createRequire } from "node:module";
import { join } from "node:path";
import { acts } from "./acts.mjs";
import { root } from "./install.mjs";
import { rehearsal } from "./rehearsal.mjs";

const require = createRequire(import.meta.url);

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
    stage = await rehearsal({ pulumiFolder, startEmulator, signal: interruption.signal });
    const total = acts.flatMap(({ steps }) => steps).length;
    let number = 0;
    for (const { title, steps } of acts) {
      console.log(`\n════ ${title} ════`);
      for (const { announcement, run } of steps) {
        interruption.signal.throwIfAborted();
        number += 1;
        console.log(`\n── ${number} of ${total} ── ${announcement}\n`);
        await run(stage);
      }
    }
    console.log(`\nAll ${total} steps went as announced. The programs are in examples/; README.md says how to go on.`);
    return 0;
  } catch (error) {
    console.error(`\nThe tour stopped: ${error instanceof Error ? error.message : error}`);
    return interruption.signal.aborted ? 130 : 1;
  } finally {
    await stage?.close();
  }
}
