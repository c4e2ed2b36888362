// @ts-check
// npm run test:unit: the tests that need no Pulumi CLI and no more than five seconds each, in under a minute.
// Arguments are handed to jest: `npm run test:unit -- test/graph`, or `-- --watch`.
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { install, root } from "./install.mjs";

install();
const { status } = spawnSync(
  process.execPath,
  [join(root, "node_modules", "jest", "bin", "jest.js"), "--config", "jest.unit.config.mjs", ...process.argv.slice(2)],
  { cwd: root, stdio: "inherit" },
);
process.exitCode = status ?? 1;
