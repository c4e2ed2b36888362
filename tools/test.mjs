// @ts-check
// npm test: everything, on a bare clone. The last line is the total: "N passed, N failed".
// Arguments are handed to jest: `npm test -- test/provider` runs lint, types and those tests.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "./chromium.mjs";
import { root, say } from "./install.mjs";
import { withCli } from "./with-cli.mjs";

/** @param {string} name @param {string} script @param {string[]} args @param {Record<string, string>} [variables] */
function run(name, script, args, variables = {}) {
  say(`\n── ${name} ──`);
  const { status } = spawnSync(process.execPath, [join(root, "node_modules", script), ...args], {
    cwd: root,
    stdio: ["ignore", "inherit", "inherit"],
    env: { ...process.env, ...variables },
  });
  return status === 0;
}

/** What jest counted; a run that didn't get as far as counting is one failure. @param {string} file */
function counted(file) {
  try {
    const result = JSON.parse(readFileSync(file, "utf8"));
    const { numPassedTests, numFailedTests, numPendingTests, numFailedTestSuites, numRuntimeErrorTestSuites } = result;
    const broken = numFailedTests === 0 ? numFailedTestSuites : numRuntimeErrorTestSuites;
    return { passed: numPassedTests, failed: numFailedTests + broken, skipped: numPendingTests };
  } catch {
    return { passed: 0, failed: 1, skipped: 0 };
  }
}

/** @param {string} folder The CLI's. */
async function main(folder) {
  const lint = run("lint", "@biomejs/biome/bin/biome", ["check", "--error-on-warnings", "."]);
  const types = run("types", "typescript/bin/tsc", ["-p", "tsconfig.json"]);
  const scratch = mkdtempSync(join(tmpdir(), "pulumi-intune-test-"));
  try {
    const results = join(scratch, "results.json");
    const jest = ["--maxWorkers=2", "--json", `--outputFile=${results}`, ...process.argv.slice(2)];
    // jest prints its JSON to standard output besides the file; the report for people goes to standard error.
    const variables = { PULUMI_INTUNE_CLI: folder, PULUMI_INTUNE_CHROMIUM: chromium() ?? "" };
    const ended = run("unit, contract, examples, end to end", "jest/bin/jest.js", jest, variables);
    const tests = counted(results);
    const passed = tests.passed + [lint, types].filter(Boolean).length;
    const failed = tests.failed + [lint, types].filter((ok) => !ok).length + (!ended && tests.failed === 0 ? 1 : 0);
    if (tests.skipped > 0) console.log(`\n${tests.skipped} skipped`);
    console.log(`\n${passed} passed, ${failed} failed`);
    return failed === 0 ? 0 : 1;
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

await withCli(main, () => console.log("\n0 passed, 1 failed"));
