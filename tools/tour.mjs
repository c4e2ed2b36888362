// @ts-check
// Plays the steps of `npm start`: each is announced, shows the CLI's own output, and ends the tour if it isn't what was
// announced.

import { createRequire } from "node:module";
import { join } from "node:path";
import { root } from "./install.mjs";
import { Interrupted, withInterrupts } from "./pulumi-cli/interrupts.mjs";
import { createTourRunner } from "./tour-runner.mjs";
import { tourSteps } from "./tour-steps.mjs";
import { yamlTourSteps } from "./yaml-tour-steps.mjs";

const require = createRequire(import.meta.url);

/**
 * @param {string} pulumiFolder The folder that holds the CLI.
 * @param {"yaml"} [language] The programs' language: TypeScript by default.
 * @returns {Promise<number>} The exit code.
 */
export async function tour(pulumiFolder, language) {
  try {
    const parts = language === "yaml" ? yamlTourSteps : tourSteps;
    return await withInterrupts((signal) => play(pulumiFolder, parts, signal));
  } catch (error) {
    if (error instanceof Interrupted) return 130;
    throw error;
  }
}

/** @param {string} pulumiFolder @param {import("./tour-steps.mjs").Part[]} parts @param {AbortSignal} signal */
async function play(pulumiFolder, parts, signal) {
  const { startEmulator } = require(join(root, "dist", "emulator"));
  /** @type {import("./tour-runner.mjs").TourRunner | undefined} */
  let runner;
  try {
    runner = await createTourRunner({ pulumiFolder, startEmulator, signal });
    const total = parts.flatMap(({ steps }) => steps).length;
    let number = 0;
    for (const { title, steps } of parts) {
      console.log(`\n════ ${title} ════`);
      for (const { announcement, run } of steps) {
        signal.throwIfAborted();
        number += 1;
        console.log(`\n── ${number} of ${total} ── ${announcement}\n`);
        await run(runner);
      }
    }
    console.log(`\nAll ${total} steps went as announced. The programs are in examples/; README.md says how to go on.`);
    return 0;
  } catch (error) {
    const reason = error instanceof Error ? error.message : error;
    console.error(`\nThe tour stopped: ${signal.aborted ? "it was interrupted. Nothing is left behind." : reason}`);
    return 1;
  } finally {
    await runner?.close();
  }
}
