import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { type Intune, startIntune } from "./intune";
import { root, Stack } from "./pulumi";

/** A program of examples/ in a stack of its own, with a local Intune of its own. */
export interface Example {
  readonly intune: Intune;
  readonly stack: Stack;
  close(): Promise<void>;
}

interface Setting {
  /** The name of a folder under examples/, or a program's files by their names. */
  readonly program: string | Record<string, string>;
  /** What the program's user sets. The token's text is set as a secret. */
  readonly configuration?: Record<string, string>;
  readonly emulator?: Parameters<typeof startIntune>[0];
}

export async function startExample({ program, configuration = {}, emulator }: Setting): Promise<Example> {
  const intune = await startIntune(emulator);
  let stack: Stack | undefined;
  const close = async () => {
    stack?.remove();
    await intune.close();
  };
  try {
    stack = await Stack.create(program, intune.variables);
    await stack.configure(configuration, ["vppToken"]);
    return { intune, stack, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** What the programs' compiler has to say of an example: nothing, if it is in order. */
export function compilerSays(example: string): string {
  const compiler = join(root, "node_modules", "typescript", "bin", "tsc");
  const project = join(root, "examples", example);
  const { stdout, stderr } = spawnSync(process.execPath, [compiler, "-p", project], { encoding: "utf8" });
  return stdout + stderr;
}
