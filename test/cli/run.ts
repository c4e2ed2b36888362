import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

interface Setting {
  readonly env: NodeJS.ProcessEnv;
  readonly cwd?: string;
  readonly input?: string;
}

/** Runs a Node script to its end. It reads `input`, if anything. */
export function runNode(args: readonly string[], { input, ...options }: Setting): Promise<Ended> {
  return ended(spawn(process.execPath, args, options), input);
}

/** Whether there is a file that is on a full disk whenever it is written: Linux has one. */
export const hasFullDisk = existsSync("/dev/full");

/** Runs a Node script to its end, with its standard output going to a full disk. */
export function runOntoFullDisk(args: readonly string[], { input, ...options }: Setting): Promise<Ended> {
  return ended(spawn("/bin/sh", ["-c", 'exec "$@" > /dev/full', "sh", process.execPath, ...args], options), input);
}

async function ended(child: ChildProcessWithoutNullStreams, input = ""): Promise<Ended> {
  let [stdout, stderr] = ["", ""];
  child.stdout.setEncoding("utf8").on("data", (part: string) => {
    stdout += part;
  });
  child.stderr.setEncoding("utf8").on("data", (part: string) => {
    stderr += part;
  });
  child.stdin.end(input);
  const [code] = await once(child, "close");
  return { code, stdout, stderr };
}
