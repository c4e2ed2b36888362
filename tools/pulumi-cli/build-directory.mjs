// @ts-check
// The directory in which a CLI is put together, beside the one it will have when it is finished. Only one process at a
// time holds it; its name is the lock. Nothing in it counts as finished before the rename in `publish`.
import { randomUUID } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { abandonmentCheck, readLock, touchLock, writeLock } from "./lock.mjs";

const checkEveryMs = 500;
const touchEveryMs = 5000;

/**
 * Waits until the build directory is free and works in it. However `work` ends, the directory is removed.
 * @template T
 * @param {{ root: string, version: string, progress: import("./progress.mjs").Progress, signal: AbortSignal }} where
 *   `root`: the folder of all versions; `signal` ends the waiting
 * @param {(workFolder: string) => Promise<T>} work gets an empty folder
 * @returns {Promise<T>}
 */
export async function withBuildDirectory({ root, version, progress, signal }, work) {
  const directory = join(root, `${version}.unfinished`);
  const key = randomUUID();
  mkdirSync(root, { recursive: true });
  if (!tryAcquire(root, directory, key)) await waitToAcquire(root, directory, key, progress, signal);
  const touching = setInterval(() => touchLock(directory), touchEveryMs);
  try {
    // Named after this holder, so that one that was taken for gone and wakes up again can't change this one's files.
    const workFolder = join(directory, key);
    mkdirSync(workFolder);
    return await work(workFolder);
  } finally {
    clearInterval(touching);
    if (readLock(directory)?.key === key) remove(directory);
  }
}

/**
 * Gives a finished folder its name in one step. A folder that has the name already was found unusable, and is moved away.
 * @param {string} finished a folder in the work folder
 * @param {string} workFolder
 * @param {string} folder
 */
export function publish(finished, workFolder, folder) {
  if (existsSync(folder)) renameSync(folder, join(workFolder, "replaced"));
  renameSync(finished, folder);
}

/**
 * Writes the lock file before the directory gets its name, so that nobody sees a directory without a holder.
 * @param {string} root
 * @param {string} directory
 * @param {string} key
 */
function tryAcquire(root, directory, key) {
  if (existsSync(directory)) return false;
  const candidate = join(root, `.entrance-${key}`);
  mkdirSync(candidate);
  writeLock(candidate, key);
  try {
    // Fails when another process was faster: a folder can't be renamed onto one that isn't empty.
    renameSync(candidate, directory);
  } catch (error) {
    remove(candidate);
    if (existsSync(directory)) return false;
    throw error;
  }
  for (const name of readdirSync(root)) {
    if (name.startsWith(".abandoned-")) remove(join(root, name));
  }
  return true;
}

/**
 * @param {string} root
 * @param {string} directory
 * @param {string} key
 * @param {import("./progress.mjs").Progress} progress
 * @param {AbortSignal} signal
 */
function waitToAcquire(root, directory, key, progress, signal) {
  const isHolderGone = abandonmentCheck(directory);
  const who = readLock(directory)?.pid ?? "unknown";
  return progress.during(
    (elapsed) => `Waiting for another setup (process ${who}) that prepares the Pulumi CLI: ${elapsed}`,
    async () => {
      for (;;) {
        signal.throwIfAborted();
        if (isHolderGone()) removeAbandoned(root, directory);
        if (tryAcquire(root, directory, key)) return;
        await new Promise((resolve) => setTimeout(resolve, checkEveryMs));
      }
    },
  );
}

/**
 * Removes the directory of a holder that is gone. A rename decides who does it when several wait.
 * @param {string} root
 * @param {string} directory
 */
function removeAbandoned(root, directory) {
  const aside = join(root, `.abandoned-${randomUUID()}`);
  try {
    renameSync(directory, aside);
  } catch {
    return;
  }
  remove(aside);
}

/** @param {string} folder */
function remove(folder) {
  // A process that ended a moment ago may still write its last file.
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}
