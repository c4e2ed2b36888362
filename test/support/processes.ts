import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { parentIn } from "../../bench/memory.cjs";

interface Process {
  readonly pid: number;
  readonly parent: number;
  readonly command: string;
}

/** The `pulumi` process that this process is running. */
export function engine(): number {
  return only(processes().filter(({ parent, command }) => parent === process.pid && /^(\S*\/)?pulumi /.test(command)));
}

/** The processes of an engine's in which providers live: the engine starts a plugin once more to read its schema. */
export function providersOf(engine: number, command: RegExp): number[] {
  const family = new Set(descendants(engine));
  return some(processes().filter((one) => family.has(one.pid) && command.test(one.command)));
}

/** Everything that a process has started, and what that has started. */
export function descendants(pid: number, all = processes()): number[] {
  return all.filter(({ parent }) => parent === pid).flatMap((child) => [child.pid, ...descendants(child.pid, all)]);
}

export function runs(pid: number): boolean {
  return processes().some((one) => one.pid === pid);
}

/** Waits until processes have ended. @returns Whether they have, in time. */
export async function ended(pids: readonly number[], seconds = 10): Promise<boolean> {
  for (const limit = Date.now() + seconds * 1000; pids.some(runs); ) {
    if (Date.now() > limit) return false;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return true;
}

/** Those that run: one that has ended and is only kept until its parent asks doesn't. */
function processes(): Process[] {
  return process.platform === "linux" ? processesInProc() : processesByPs();
}

/** An image of Linux may come without `ps`. */
function processesInProc(): Process[] {
  const pids = readdirSync("/proc").filter((name) => /^\d+$/.test(name));
  return pids.flatMap((pid) => {
    try {
      const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
      const command = readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ");
      return /\) Z[^)]*$/.test(stat) ? [] : [{ pid: Number(pid), parent: parentIn(stat), command }];
    } catch {
      // It ended a moment ago.
      return [];
    }
  });
}

function processesByPs(): Process[] {
  const lines = execFileSync("ps", ["-A", "-ww", "-o", "pid=,ppid=,stat=,args="], { encoding: "utf8" }).split("\n");
  return lines.flatMap((line) => {
    const [pid, parent, state, ...command] = line.trim().split(/\s+/);
    return state === undefined || state.startsWith("Z")
      ? []
      : [{ pid: Number(pid), parent: Number(parent), command: command.join(" ") }];
  });
}

function some(found: readonly Process[]): number[] {
  if (found.length === 0) throw new Error("Expected a process and found none.");
  return found.map(({ pid }) => pid);
}

function only(found: readonly Process[]): number {
  const [first, ...others] = found;
  if (!first || others.length > 0) throw new Error(`Expected one process and found ${found.length}.`);
  return first.pid;
}
