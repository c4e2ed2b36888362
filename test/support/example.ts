import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { root } from "./pulumi";

/** What the programs' compiler has to say of an example: nothing, if it is in order. */
export function compilerSays(example: string): string {
  const compiler = join(root, "node_modules", "typescript", "bin", "tsc");
  const project = join(root, "examples", example);
  const { stdout, stderr } = spawnSync(process.execPath, [compiler, "-p", project], { encoding: "utf8" });
  return stdout + stderr;
}
