// @ts-check
// Who has the workshop: a note in its folder that names the process and is touched as long as that works.
import { readFileSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";

/** A holder that gives no sign of life for this many looks in a row is gone, whoever has its process id now. */
const looksUntilGone = 120;

/** @typedef {{ pid: number, host: string, key: string }} Holder */

/**
 * Whether a holder is gone, so that another may clear its workshop out.
 * @param {Holder | undefined} holder undefined when its note cannot be read
 * @param {number} silentLooks how many looks in a row saw no sign of life
 * @param {{ host: string, isAlive(pid: number): boolean }} here
 */
export function isGone(holder, silentLooks, here) {
  if (silentLooks >= looksUntilGone) return true;
  // Another host, or another container with the same cache, has process ids of its own.
  return holder !== undefined && holder.host === here.host && !here.isAlive(holder.pid);
}

/**
 * A look at the same workshop again and again: it remembers what the looks before saw. Looks are counted, not seconds,
 * so that a machine that slept doesn't take the holder for gone.
 * @param {string} workshop
 * @returns {() => boolean} whether the holder is gone
 */
export function lookoutFor(workshop) {
  let lastSign = "";
  let silentLooks = 0;
  return () => {
    const holder = holderOf(workshop);
    const sign = `${holder?.key} ${statSync(noteIn(workshop), { throwIfNoEntry: false })?.mtimeMs}`;
    silentLooks = sign === lastSign ? silentLooks + 1 : 0;
    lastSign = sign;
    return isGone(holder, silentLooks, { host: hostname(), isAlive });
  };
}

/** @param {string} workshop @param {string} key */
export function signIn(workshop, key) {
  writeFileSync(noteIn(workshop), JSON.stringify({ pid: process.pid, host: hostname(), key }));
}

/** @param {string} workshop */
export function giveSign(workshop) {
  try {
    utimesSync(noteIn(workshop), new Date(), new Date());
  } catch {
    // Somebody took the workshop over.
  }
}

/** @param {string} workshop @returns {Holder | undefined} */
export function holderOf(workshop) {
  try {
    return JSON.parse(readFileSync(noteIn(workshop), "utf8"));
  } catch {
    return undefined;
  }
}

/** @param {string} workshop */
const noteIn = (workshop) => join(workshop, "holder.json");

/** @param {number} pid */
function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}
