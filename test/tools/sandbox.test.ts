import { mkdirSync } from "node:fs";
import { delimiter, join } from "node:path";
import { createSandbox } from "../../tools/sandbox.cjs";
import { Machine, pinned } from "./pulumi-cli/machine";

let machine: Machine;
const PATH = process.env.PATH;
beforeEach(() => {
  machine = new Machine();
});
afterEach(() => {
  process.env.PATH = PATH;
  machine.remove();
});

/** The PATH in a sandbox for a folder's CLI, on a machine with that PATH. */
function pathInSandbox(folder: string, path: string): string | undefined {
  process.env.PATH = path;
  const { environment, remove } = createSandbox(folder);
  remove();
  return environment.PATH;
}

test("a sandbox puts the CLI's folder first on PATH, unless its pulumi comes first anyway", () => {
  const other = join(machine.folder, "other");
  const both = `${other}${delimiter}${machine.path}`;
  machine.cli(machine.path, pinned);
  mkdirSync(other);
  expect(pathInSandbox(machine.path, both)).toBe(both);
  expect(pathInSandbox(other, machine.path)).toBe(both);
  expect(pathInSandbox(other, "")).toBe(other);
});
