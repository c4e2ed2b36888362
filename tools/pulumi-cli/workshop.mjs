// @ts-check
// The folder in which a CLI is put together, beside the one it will have when it is finished. Only one process at a time
// has it; its name is the lock. What stands in it is never taken for finished: that takes the rename in `publish`.
import { randomUUID } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { giveSign, holderOf, lookoutFor, signIn } from "./holder.mjs";

const lookEveryMs = 500;
const signEveryMs = 5000;

/**
 * Waits until the workshop is free and works in it. However `work` ends, the workshop is cleared.
 * @template T
 * @param {{ root: string, version: string, progress: import("./progress.mjs").Progress, signal: AbortSignal }} where
 *   `root`: the folder of all versions; `signal` ends the waiting
 * @param {(table: string) => Promise<T>} work gets an empty folder
 * @returns {Promise<T>}
 */
export async function inWorkshop({ root, version, progress, signal }, work) {
  const workshop = join(root, `${version}.unfinished`);
  const key = randomUUID();
  mkdirSync(root, { recursive: true });
  if (!enter(root, workshop, key)) await waitToEnter(root, workshop, key, progress, signal);
  const signs = setInterval(() => giveSign(workshop), signEveryMs);
  try {
    // Named after this holder: one that was taken for gone and wakes up again finds nothing to meddle with.
    const table = join(workshop, key);
    mkdirSync(table);
    return await work(table);
  } finally {
    clearInterval(signs);
    if (holderOf(workshop)?.key === key) remove(workshop);
  }
}

/**
 * Gives a finished folder its name at once. What has the name already was judged bad, and makes room.
 * @param {string} finished a folder on the table
 * @param {string} table
 * @param {string} folder
 */
export function publish(finished, table, folder) {
  if (existsSync(folder)) renameSync(folder, join(table, "replaced"));
  renameSync(finished, folder);
}

/**
 * The note of the holder is in the folder before the folder has its name, so that nobody sees a workshop without holder.
 * @param {string} root
 * @param {string} workshop
 * @param {string} key
 */
function enter(root, workshop, key) {
  if (existsSync(workshop)) return false;
  const entrance = join(root, `.entrance-${key}`);
  mkdirSync(entrance);
  signIn(entrance, key);
  try {
    // Fails when somebody else was faster: a folder is not renamed onto one that isn't empty.
    renameSync(entrance, workshop);
  } catch (error) {
    remove(entrance);
    if (existsSync(workshop)) return false;
    throw error;
  }
  for (const name of readdirSync(root)) {
    if (name.startsWith(".abandoned-")) remove(join(root, name));
  }
  return true;
}

/**
 * @param {string} root
 * @param {string} workshop
 * @param {string} key
 * @param {import("./progress.mjs").Progress} progress
 * @param {AbortSignal} signal
 */
function waitToEnter(root, workshop, key, progress, signal) {
  const holderIsGone = lookoutFor(workshop);
  const who = holderOf(workshop)?.pid ?? "unknown";
  return progress.during(
    (elapsed) => `Waiting for another setup (process ${who}) that prepares the Pulumi CLI: ${elapsed}`,
    async () => {
      for (;;) {
        signal.throwIfAborted();
        if (holderIsGone()) clearOut(root, workshop);
        if (enter(root, workshop, key)) return;
        await new Promise((resolve) => setTimeout(resolve, lookEveryMs));
      }
    },
  );
}

/**
 * A rename decides who clears it out when several wait.
 * @param {string} root
 * @param {string} workshop
 */
function clearOut(root, workshop) {
  const aside = join(root, `.abandoned-${randomUUID()}`);
  try {
    renameSync(workshop, aside);
  } catch {
    return;
  }
  remove(aside);
}

/** @param {string} folder */
function remove(folder) {
  // What was ended a moment ago may still write its last file.
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}
