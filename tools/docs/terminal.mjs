// @ts-check
// A real terminal of a fixed size, tmux's, that nobody has to look at.
import { execFile } from "node:child_process";
import { randomUUID } from "node:crypto";
import { tmpdir } from "node:os";
import { promisify } from "node:util";

const run = promisify(execFile);

/**
 * Types a command into a new terminal and gives what the terminal shows when it has ended, colors included.
 * @param {string} command
 * @param {{ cwd: string, env: Record<string, string>, columns: number, rows: number }} terminal
 */
export async function screenAfter(command, { cwd, env, columns, rows }) {
  const server = randomUUID();
  const tmux = (/** @type {string[]} */ ...args) =>
    run("tmux", ["-L", server, "-f", "/dev/null", ...args], {
      cwd,
      env: { ...env, TERM: "xterm-256color", TMUX_TMPDIR: env.TMPDIR ?? tmpdir() },
    });
  const script = `printf '\\033[1m$ %s\\033[0m\\n' "${command}"; ${command}; tmux wait-for -S ended; exec sleep 60`;
  await tmux("new-session", "-d", "-s", "picture", "-x", String(columns), "-y", String(rows), script);
  try {
    await tmux("wait-for", "ended");
    return (await tmux("capture-pane", "-e", "-p", "-t", "picture")).stdout;
  } finally {
    await tmux("kill-server");
  }
}
