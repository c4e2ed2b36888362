import { existsSync, readFileSync } from "node:fs";
import { builtinModules } from "node:module";
import { join, posix } from "node:path";
import { gzipSync } from "node:zlib";
import ts from "typescript";
import { root } from "../support/pulumi";
import { type Packed, pack } from "./packed";

/** What users need, and nothing else is packed. */
const kinds = {
  code: /^dist\/.+\.js$/,
  "types that an import of the package leads to":
    /^dist\/(\w+|engine\/dynamic\/provider|(apple|definitions|lookups|resources|resources\/native)\/\w+)\.d\.ts$/,
  "the native plugin": /^plugin\/(pulumi-resource-intune(\.cmd)?|schema\.json)$/,
  "texts for people": /^(README\.md|CHANGELOG\.md|LICENSE)$/,
  manifest: /^package\.json$/,
};

/** What npm runs on a user's machine, or warns of there. `prepare` is among it for a package from a file or from git. */
const scriptsOfInstalls = [
  "preinstall",
  "install",
  "postinstall",
  "prepublish",
  "preprepare",
  "prepare",
  "postprepare",
];

/** Adds the declarations that a declaration leads to, itself included. */
function declarations(path: string, found: Set<string>): Set<string> {
  if (found.has(path)) return found;
  found.add(path);
  if (!existsSync(join(root, path))) return found;
  const { importedFiles } = ts.preProcessFile(readFileSync(join(root, path), "utf8"));
  for (const { fileName } of importedFiles.filter((file) => file.fileName.startsWith("."))) {
    declarations(`${posix.join(posix.dirname(path), fileName)}.d.ts`, found);
  }
  return found;
}

describe("the packed package", () => {
  let packed: Packed;
  let paths: string[];

  beforeAll(() => {
    packed = pack();
    paths = packed.files.map(({ path }) => path);
  });
  afterAll(() => packed?.remove());

  test("holds files of these kinds alone, and some of each", () => {
    const count = (kind: RegExp) => paths.filter((path) => kind.test(path)).length;
    expect(paths.filter((path) => !Object.values(kinds).some((kind) => kind.test(path)))).toEqual([]);
    expect(count(kinds.code)).toBeGreaterThan(50);
    expect(count(kinds["types that an import of the package leads to"])).toBeGreaterThan(10);
    expect(count(kinds["the native plugin"])).toBe(3);
    expect(count(kinds["texts for people"])).toBe(3);
    expect(count(kinds.manifest)).toBe(1);
  });

  test("holds no code without a source", () => {
    const compiled = paths.filter((path) => path.startsWith("dist/"));
    const source = (path: string) => path.replace(/^dist/, "src").replace(/(\.d\.ts|\.js)$/, ".ts");
    expect(compiled.filter((path) => !existsSync(join(root, source(path))))).toEqual([]);
  });

  test("holds the types that its types lead to", () => {
    const entries = Object.values(packed.manifest.exports).flatMap((entry) =>
      typeof entry === "string" ? [] : [String(entry.types).replace("./", "")],
    );
    const reached = entries.reduce((found, entry) => declarations(entry, found), new Set<string>());
    expect([...reached].filter((path) => !paths.includes(path))).toEqual([]);
    expect(reached.size).toBeGreaterThan(10);
  });

  test("takes at most 800 KB to download and 3 MB on disk, and without the native plugin 250 KB and 900 KB", () => {
    const plugin = packed.files.filter(({ path }) => kinds["the native plugin"].test(path));
    const pluginSize = plugin.reduce((sum, { size }) => sum + size, 0);
    const pluginPacked = plugin.reduce((sum, { path }) => sum + gzipSync(readFileSync(join(root, path))).length, 0);
    expect(packed.size).toBeLessThanOrEqual(800_000);
    expect(packed.unpackedSize).toBeLessThanOrEqual(3_000_000);
    expect(packed.size - pluginPacked).toBeLessThanOrEqual(250_000);
    expect(packed.unpackedSize - pluginSize).toBeLessThanOrEqual(900_000);
  });

  test("requires no other package than those that come with it", () => {
    const { dependencies, peerDependencies } = packed.manifest;
    const known = [...Object.keys(dependencies), ...Object.keys(peerDependencies), ...builtinModules];
    const required = paths
      .filter((path) => kinds.code.test(path))
      .flatMap((path) => ts.preProcessFile(readFileSync(join(root, path), "utf8"), true, true).importedFiles)
      .map(({ fileName }) => fileName.replace(/^node:/, ""))
      .filter((name) => !name.startsWith("."));
    const isKnown = (name: string) => known.some((each) => name === each || name.startsWith(`${each}/`));
    expect([...new Set(required)].filter((name) => !isKnown(name))).toEqual([]);
    expect(required.length).toBeGreaterThan(10);
  });

  test("holds what its manifest leads to: every export, the emulator, and the commands as something that can be run", () => {
    const { exports, bin } = packed.manifest;
    const exported = Object.values(exports).flatMap((target) =>
      typeof target === "string" ? [target] : Object.values(target),
    );
    const led = [...exported, ...Object.values(bin), "./dist/emulator/index.js"].map((path) => path.replace("./", ""));
    expect(led.filter((path) => !paths.includes(path))).toEqual([]);
    const modes = Object.values(bin).map((path) => packed.files.find((file) => file.path === path)?.mode ?? 0);
    expect(modes.map((mode) => mode & 0o111)).toEqual([0o111, 0o111]);
  });

  test("runs nothing when it is installed", () => {
    expect(scriptsOfInstalls.filter((name) => name in packed.manifest.scripts)).toEqual([]);
  });

  test("takes its dependencies from the registry, by ranges that let fixes in", () => {
    const { dependencies, peerDependencies, bundleDependencies } = packed.manifest;
    const ranges = Object.values({ ...dependencies, ...peerDependencies });
    expect(ranges.filter((range) => !/^\^\d+\.\d+\.\d+$/.test(range))).toEqual([]);
    expect(bundleDependencies).toBeUndefined();
  });
});
