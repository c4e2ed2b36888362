import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { root } from "../support/pulumi";

const node = (...args: string[]) => spawnSync(process.execPath, args, { cwd: root, encoding: "utf8" });

describe("the reference", () => {
  test("says what the definitions, the docstrings and the command say", () => {
    const { stderr, status } = node(join(root, "tools", "docs", "generate.mjs"), "--check");
    expect(stderr).toBe("");
    expect(status).toBe(0);
  });

  test("of the API documents everything that is public, and links to nothing that isn't", () => {
    const { stdout, stderr, status } = node(join(root, "node_modules", "typedoc", "bin", "typedoc"), "--emit", "none");
    expect(stdout + stderr).toBe("");
    expect(status).toBe(0);
  });
});
