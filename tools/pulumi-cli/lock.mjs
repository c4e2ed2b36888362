// @ts-check
// Who holds the build directory: a file in it names the process, which touches the file for as long as it works.
import { readFileSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";

/** A holder that didn't touch its file during this many checks in a row is gone, whichever process has its id now. */
const checksUntilAbandoned = 120;

/** @typedef {{ pid: number, host: string, key: string }} Holder */

/**
 * Whether a holder is gone, so that another process may remove its build directory.
 * @param {Holder | undefined} holder undefined when its file can't be read
 * @param {number} silentChecks how many checks in a row saw no change
 * @param {{ host: string, isAlive(pid: number): boolean }} here
 */
export function isAbandoned(holder, silentChecks, here) {
  if (silentChecks >= checksUntilAbandoned) return true;
  // Another host, or another container with the same cache, has process ids of its own.
  return holder !== undefined && holder.host === here.host && !here.isAlive(holder.pid);
}

/**
 * Returns a check to repeat on one build directory; it remembers what the checks before saw. Checks are counted and not
 * seconds, so that after a machine slept the holder doesn't seem gone.
 * @param {string} directory
 * @returns {() => boolean} whether the holder is gone
 */
export function abandonmentCheck(directory) {
  let lastState = "";
  let silentChecks = 0;
  return () => {
    const holder = readLock(directory);
    const state = `${holder?.key} ${statSync(lockFile(directory), { throwIfNoEntry: false })?.mtimeMs}`;
    silentChecks = state === lastState ? silentChecks + 1 : 0;
    lastState = state;
    return isAbandoned(holder, silentChecks, { host: hostname(), isAlive });
  };
}

/** @param {string} directory @param {string} key */
export function writeLock(directory, key) {
  writeFileSync(lockFile(directory), JSON.stringify({ pid: process.pid, host: hostname(), key }));
}

/** @param {string} directory */
export function touchLock(directory) {
  try {
    utimesSync(lockFile(directory), new Date(), new Date());
  } catch {
    // Another process has removed the directory.
  }
}

/** @param {string} directory @returns {Holder | undefined} */
export function readLock(directory) {
  try {
    return JSON.parse(readFileSync(lockFile(directory), "utf8"));
  } catch {
    return undefined;
  }
}

/** @param {string} directory */
const lockFile = (directory) => join(directory, "holder.json");

/** @param {number} pid */
function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}
