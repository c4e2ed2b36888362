import { spawn } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { constants, tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { descendants, ended } from "../support/processes";
import { root } from "../support/pulumi";

/** Without what `npm start` does before, which may compile anew under the other tests. */
const tourOnly = `import { tour } from ${JSON.stringify(pathToFileURL(join(root, "tools", "tour.mjs")).href)};
  process.exitCode = await tour(process.env.PULUMI_INTUNE_CLI);`;

let scratch: string;
beforeEach(() => {
  scratch = mkdtempSync(join(tmpdir(), "pulumi-intune-tour-"));
});
afterEach(() => rmSync(scratch, { recursive: true, force: true }));

// Ctrl-C under npm comes more than once: from the terminal, and from npm, which passes it on.
test.each(["SIGINT", "SIGTERM"] as const)(
  "a tour that gets %s again and again leaves nothing behind",
  async (signal) => {
    const child = spawn(process.execPath, ["--input-type=module", "-e", tourOnly], {
      env: { ...process.env, TMPDIR: scratch },
    });
    let output = "";
    let started: number[] = [];
    let again: NodeJS.Timeout | undefined;
    const show = (text: Buffer) => {
      output += text;
      if (again || !output.includes("pulumi:pulumi:Stack")) return;
      started = descendants(Number(child.pid));
      again = setInterval(() => child.kill(signal), 2);
    };
    child.stdout.on("data", show);
    child.stderr.on("data", show);
    const [code, by] = await new Promise<[number | null, NodeJS.Signals]>((resolve) => {
      child.on("close", (...how) => resolve(how as [number | null, NodeJS.Signals]));
    });
    clearInterval(again);
    expect(output).toContain("The tour stopped: it was interrupted.");
    expect(readdirSync(scratch)).toEqual([]);
    // As a shell tells it: 130 after Ctrl-C.
    expect(code ?? 128 + constants.signals[by]).toBe(128 + constants.signals[signal]);
    expect(started).not.toEqual([]);
    expect(await ended(started)).toBe(true);
  },
);
