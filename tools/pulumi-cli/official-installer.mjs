// @ts-check
// node official-installer.mjs <folder> <version>: lets the Automation API of the installed @pulumi/pulumi install the CLI
// into <folder>/bin. On failure: one sentence on stderr, exit code 1.
import { createRequire } from "node:module";

const site = "https://get.pulumi.com/";
const secondsToReachIt = 20;
const [root = "", version = ""] = process.argv.slice(2);

/** @param {unknown} reason */
function fail(reason) {
  process.stderr.write(`${reason}\n`);
  process.exit(1);
}

/** @param {unknown} error @returns {string} the innermost cause, where fetch says what really happened */
function causeOf(error) {
  if (!(error instanceof Error)) return String(error);
  if (error.cause !== undefined) return causeOf(error.cause);
  return error.message || ("code" in error ? String(error.code) : error.name);
}

const require = createRequire(import.meta.url);
try {
  require.resolve("@pulumi/pulumi/automation");
} catch {
  fail("@pulumi/pulumi, which brings the installer, is not installed (`npm install` does that)");
}
try {
  // The installer itself would wait minutes for a site that a firewall keeps silent.
  await fetch(site, { method: "HEAD", signal: AbortSignal.timeout(secondsToReachIt * 1000) });
} catch (error) {
  fail(`${site} cannot be reached (${causeOf(error)})`);
}
try {
  const { PulumiCommand } = require("@pulumi/pulumi/automation");
  const semver = createRequire(require.resolve("@pulumi/pulumi/automation"))("semver");
  await PulumiCommand.install({ root, version: semver.parse(version) });
} catch (error) {
  fail(causeOf(error).trim().split("\n").slice(0, 3).join(" "));
}
