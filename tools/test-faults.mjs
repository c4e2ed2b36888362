// @ts-check
// npm run test:faults: what goes wrong between Pulumi and Intune, through the real CLI, and the table of what came of it.
// The last line counts the tokens that were lost, doubled or not uploaded though a run said so, and the secrets that were
// leaked: all are to be 0.
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { root } from "./install.mjs";
import { withCli } from "./with-cli.mjs";

/** @typedef {{ door?: string, operation: string, kind: string, result: string, lost: number, doubled: number, swallowed?: number, leaked: number }} Line */

/** @param {string} file @returns {Line[]} */
function linesOf(file) {
  if (!existsSync(file)) return [];
  return readFileSync(file, "utf8")
    .trim()
    .split("\n")
    .map((text) => JSON.parse(text));
}

/** @param {Line[]} lines @returns {string} */
function table(lines) {
  const rows = lines.map((line) => [
    line.kind,
    line.operation,
    line.door ?? "dynamic provider",
    `${line.result}${trouble(line)}`,
  ]);
  const all = [["What happens", "to a", "through the", "Result"], ...rows];
  const widths = [0, 1, 2].map((column) => Math.max(...all.map((row) => row[column]?.length ?? 0)));
  return all.map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join("  ")).join("\n");
}

/** @param {Line} line */
function trouble({ lost, doubled, swallowed = 0, leaked }) {
  const counts = Object.entries({ lost, doubled, swallowed, leaked }).filter(([, count]) => count > 0);
  return counts.length === 0 ? "" : `  ← ${counts.map(([name, count]) => `${count} ${name}`).join(", ")}`;
}

/** @param {Line[]} lines */
function summary(lines) {
  /** @param {"lost" | "doubled" | "swallowed" | "leaked"} what */
  const sum = (what) => lines.reduce((total, line) => total + (line[what] ?? 0), 0);
  const kinds = new Set(lines.map(({ kind }) => kind)).size;
  return `${lines.length} cases of ${kinds} kinds of faults: ${sum("lost")} lost, ${sum("doubled")} doubled, ${sum("swallowed")} swallowed, ${sum("leaked")} leaked`;
}

/** @param {string} PULUMI_INTUNE_CLI The CLI's folder. */
async function main(PULUMI_INTUNE_CLI) {
  const scratch = mkdtempSync(join(tmpdir(), "pulumi-intune-faults-"));
  try {
    const file = join(scratch, "table.jsonl");
    const { status } = spawnSync(
      process.execPath,
      [join(root, "node_modules", "jest", "bin", "jest.js"), "test/faults", "--maxWorkers=2", ...process.argv.slice(2)],
      {
        cwd: root,
        stdio: ["ignore", "inherit", "inherit"],
        env: { ...process.env, PULUMI_INTUNE_CLI, PULUMI_INTUNE_FAULT_TABLE: file },
      },
    );
    const order = ["create", "update", "renew", "refresh", "no-op", "delete"];
    const lines = linesOf(file).sort((a, b) => order.indexOf(a.operation) - order.indexOf(b.operation));
    console.log(`\n${table(lines)}\n\n${summary(lines)}`);
    const well =
      lines.length > 0 &&
      lines.every(({ lost, doubled, swallowed = 0, leaked }) => lost + doubled + swallowed + leaked === 0);
    return status === 0 && well ? 0 : 1;
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

await withCli(main);
