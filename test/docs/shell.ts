import { spawn } from "node:child_process";
import { createInterface } from "node:readline";

/** A shell that goes on where the last script ended: in its folder, with its variables. */
export interface Shell {
  /** Runs a script and gives what it printed, whatever came of it. */
  run(script: string): Promise<string>;
  close(): void;
}

const end = "the-end-of-the-script";

export function openShell(folder: string, variables: Readonly<Record<string, string>>): Shell {
  const child = spawn("bash", ["--norc"], { cwd: folder, env: { ...variables }, stdio: ["pipe", "pipe", "inherit"] });
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
  return {
    async run(script) {
      // In braces, so that the script's commands don't read what is said to the shell after it.
      child.stdin.write(`{ ${script}\n} </dev/null 2>&1; echo; echo ${end}\n`);
      const printed: string[] = [];
      for (let line = await lines.next(); !line.done && line.value !== end; line = await lines.next())
        printed.push(line.value);
      return printed.join("\n");
    },
    close: () => void child.kill(),
  };
}
