import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { root } from "../support/pulumi";

/** Stands in for the compiler: says that it ran, and fails if it is told to. */
const compiler = `const { existsSync, mkdirSync, writeFileSync } = require("node:fs");
  console.log("compiled");
  mkdirSync("dist", { recursive: true });
  writeFileSync("dist/index.js", "");
  process.exitCode = existsSync("broken") ? 1 : 0;`;

/** Stands in for the bundler of the plugin. */
const bundler = `const { writeFileSync } = require("node:fs");
  exports.buildSync = ({ outfile }) => {
    if (outfile) writeFileSync(outfile, "");
    return { outputFiles: [{ text: "" }] };
  };`;

let clone: string;
const at = (...names: string[]) => join(clone, ...names);
const write = (name: string, text: string) => writeFileSync(at(name), text);

beforeEach(() => {
  clone = mkdtempSync(join(tmpdir(), "pulumi-intune-clone-"));
  for (const folder of ["src/graph", "bin", "plugin", "node_modules/typescript/bin", "node_modules/esbuild"])
    mkdirSync(at(folder), { recursive: true });
  for (const name of ["install.mjs", "build.mjs", "digest.mjs", "plugin.mjs"])
    cpSync(join(root, "tools", name), at("tools", name));
  for (const name of ["tsconfig.json", "tsconfig.build.json", "package-lock.json", "src/graph/a.ts"]) write(name, "{}");
  write("package.json", '{ "version": "0.0.0" }');
  write("node_modules/typescript/bin/tsc", compiler);
  write("node_modules/esbuild/index.js", bundler);
  writeFileSync(at("bin/npm"), '#!/bin/sh\necho "npm $*"\n', { mode: 0o755 });
});
afterEach(() => rmSync(clone, { recursive: true, force: true }));

/** Runs it in the clone. @returns What npm and the compiler said. */
function node(...args: string[]): string[] {
  const env = { ...process.env, PATH: [at("bin"), process.env.PATH].join(delimiter) };
  return spawnSync(process.execPath, args, { cwd: clone, env, encoding: "utf8" }).stdout.split("\n").slice(0, -1);
}
const install = () => node("--input-type=module", "-e", 'import { install } from "./tools/install.mjs"; install();');
const build = () => node("tools/build.mjs");

const npmCi = "npm ci --include=dev --ignore-scripts --loglevel=error";

test("what is installed and compiled is so only once, with the development dependencies", () => {
  expect(install()).toEqual([npmCi, "compiled"]);
  expect(install()).toEqual([]);
});

test("what was installed from another lock file, or by an earlier version of the tool, is installed anew", () => {
  install();
  write("package-lock.json", "{ }");
  expect(install()).toEqual([npmCi, "compiled"]);
  write("node_modules/.installed-from", "0d6ba9");
  expect(install()).toEqual([npmCi]);
});

test.each<[string, () => void]>([
  ["a file is changed", () => write("src/graph/a.ts", "{ }")],
  ["a file is added", () => write("src/b.ts", "")],
  ["a file is removed", () => rmSync(at("src/graph/a.ts"))],
  ["the compiler's settings are changed", () => write("tsconfig.json", "{ }")],
  ["dist is gone", () => rmSync(at("dist"), { recursive: true })],
])("it is compiled anew when %s", (_, change) => {
  install();
  change();
  expect(install()).toEqual(["compiled"]);
  expect(install()).toEqual([]);
});

test("a release is always compiled, into a folder that holds nothing else", () => {
  install();
  write("dist/old.js", "");
  expect(build()).toEqual(["compiled"]);
  expect(existsSync(at("dist/old.js"))).toBe(false);
  expect(install()).toEqual([]);
});

test("what was compiled before doesn't count after a failure", () => {
  install();
  write("broken", "");
  expect(build()).toEqual(["compiled"]);
  expect(install()).toEqual(["compiled"]);
});

test("the clone finds itself by its name, wherever it was moved to", () => {
  install();
  expect(readFileSync(at("node_modules/pulumi-intune/tsconfig.json"), "utf8")).toBe("{}");
  rmSync(at("node_modules/pulumi-intune"));
  symlinkSync(at("gone"), at("node_modules/pulumi-intune"));
  expect(install()).toEqual([]);
  expect(readFileSync(at("node_modules/pulumi-intune/tsconfig.json"), "utf8")).toBe("{}");
});
