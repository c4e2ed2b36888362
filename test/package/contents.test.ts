import { existsSync, readFileSync } from "node:fs";
import { join, posix } from "node:path";
import ts from "typescript";
import { root } from "../support/pulumi";
import { type Packed, pack } from "./packed";

/** What users need, and nothing else is packed. */
const kinds = {
  code: /^dist\/.+\.js$/,
  "types that an import of the package leads to":
    /^dist\/(\w+|engine\/dynamic\/provider|(apple|definitions|lookups|resources|resources\/native)\/\w+)\.d\.ts$/,
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

  test("takes at most 250 KB to download and 900 KB on disk", () => {
    expect(packed.size).toBeLessThanOrEqual(250_000);
    expect(packed.unpackedSize).toBeLessThanOrEqual(900_000);
  });

  test("holds what its manifest leads to: every export, the emulator, and the command as something that can be run", () => {
    const { exports, bin } = packed.manifest;
    const exported = Object.values(exports).flatMap((target) =>
      typeof target === "string" ? [target] : Object.values(target),
    );
    const led = [...exported, ...Object.values(bin), "./dist/emulator/index.js"].map((path) => path.replace("./", ""));
    expect(led.filter((path) => !paths.includes(path))).toEqual([]);
    const command = packed.files.find(({ path }) => path === bin["pulumi-intune"]);
    expect((command?.mode ?? 0) & 0o111).toBe(0o111);
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
