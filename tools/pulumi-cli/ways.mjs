// @ts-check
// The ways to a CLI in the order they are tried, and where the cache lies. Nothing here touches the machine.
import { isAbsolute, join } from "node:path";

/** Every way, the cheapest first. */
export const allWays = /** @type {const} */ (["path", "cache", "install", "build"]);

/** @typedef {(typeof allWays)[number]} Way */

/** The environment variable that leaves ways out; its value is a list such as `path,cache,build`. */
export const waysVariable = "PULUMI_INTUNE_CLI_WAYS";

/**
 * The ways to try. The order is always the same, whatever the order of the list.
 * @param {string | undefined} list the value of PULUMI_INTUNE_CLI_WAYS; unset or empty means all
 * @returns {{ ways: Way[] } | { objection: string }}
 */
export function chosenWays(list) {
  const names = (list ?? "")
    .split(",")
    .map((name) => name.trim())
    .filter((name) => name !== "");
  const unknown = names.filter((name) => !allWays.some((way) => way === name));
  if (unknown.length > 0) {
    return {
      objection: `${waysVariable} names ${unknown.map((name) => `"${name}"`).join(" and ")}; it takes a list of ${allWays.join(", ")}.`,
    };
  }
  return { ways: allWays.filter((way) => names.length === 0 || names.includes(way)) };
}

/**
 * The folder that holds one cached folder a version.
 * @param {string | undefined} xdgCacheHome a relative path is ignored, as the XDG base directory specification asks
 * @param {string} home
 */
export function cacheRoot(xdgCacheHome, home) {
  const cache = xdgCacheHome && isAbsolute(xdgCacheHome) ? xdgCacheHome : join(home, ".cache");
  return join(cache, "pulumi-intune", "cli");
}

/**
 * The one message for someone who ends up without a CLI.
 * @param {readonly { way: Way, reason: string }[]} tried
 * @param {{ oldest: string, go: string, hosts: readonly string[] }} needed
 */
export function failureMessage(tried, needed) {
  const leftOut = allWays.filter((way) => !tried.some((attempt) => attempt.way === way));
  return [
    `The Pulumi CLI (${[`${needed.oldest} or newer`, ...needed.hosts].join(", with ")}) is needed, and no way to get it worked:`,
    ...tried.map(({ way, reason }) => `  - ${titles[way]}: ${reason}.`),
    ...leftOut.map((way) => `  - ${titles[way]}: left out by ${waysVariable}.`),
    `Install the Pulumi CLI (https://www.pulumi.com/docs/install/) or Go ${needed.go} or newer (https://go.dev/doc/install),`,
    "see that it is on PATH, and run `npm run setup` again.",
  ].join("\n");
}

/** @type {Record<Way, string>} */
const titles = {
  path: "pulumi on PATH",
  cache: "an earlier setup's folder",
  install: "the official installer",
  build: "a build with Go",
};
