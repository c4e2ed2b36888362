// @ts-check
// npm test: everything, on a bare clone. The last line is the total: "N passed, N failed".
// Arguments are handed to jest: `npm test -- test/provider` runs lint, types and those tests.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromiumForTests } from "./chromium.mjs";
import { root, say } from "./install.mjs";
import { counted, lastLines } from "./test-report.mjs";
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

/** @param {string} file What jest wrote, if it got so far. @returns {import("./test-report.mjs").JestResults | undefined} */
function read(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return undefined;
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
    const variables = { PULUMI_INTUNE_CLI: folder, PULUMI_INTUNE_CHROMIUM: chromiumForTests() ?? "" };
    const ended = run("unit, contract, examples, end to end", "jest/bin/jest.js", jest, variables);
    const tests = counted(read(results));
    const passed = tests.passed + [lint, types].filter(Boolean).length;
    const failed = tests.failed + [lint, types].filter((ok) => !ok).length + (!ended && tests.failed === 0 ? 1 : 0);
    console.log(`\n${lastLines({ ...tests, passed, failed })}`);
    return failed === 0 ? 0 : 1;
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

await withCli(main, { languages: ["yaml"], withoutCli: () => console.log("\n0 passed, 1 failed") });
