import { join } from "node:path";
import ts from "typescript";
import { parse } from "yaml";
import { root } from "../support/pulumi";
import { type Page, readPages } from "./pages";

const pages = readPages();

const options: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  lib: ["lib.es2023.d.ts"],
  module: ts.ModuleKind.Node16,
  moduleResolution: ts.ModuleResolutionKind.Node16,
  strict: true,
  skipLibCheck: true,
  allowJs: true,
  checkJs: true,
  noEmit: true,
  types: ["node"],
};

/** The page's blocks as programs by the names of files. A block without an import continues the page's first one. */
function programsOf({ path, blocks }: Page): [string, string][] {
  const first = blocks.find(({ language }) => language === "ts")?.text ?? "";
  return blocks.flatMap(({ language, text }, index): [string, string][] => {
    if (language !== "ts" && language !== "js") return [];
    const isWhole = language === "js" || /^import /m.test(text);
    return [[join(root, `${path}.${index}.${language}`), isWhole ? text : `${first}\n{\n${text}\n}`]];
  });
}

/** What the compiler has to say of the programs, together in one go. */
function complaints(programs: ReadonlyMap<string, string>): string[] {
  const host = ts.createCompilerHost(options);
  const { fileExists, readFile } = host;
  host.fileExists = (name) => programs.has(name) || fileExists(name);
  host.readFile = (name) => programs.get(name) ?? readFile(name);
  host.getSourceFile = (name, languageVersionOrOptions) => {
    const text = host.readFile(name);
    return text === undefined ? undefined : ts.createSourceFile(name, text, languageVersionOrOptions);
  };
  return ts
    .getPreEmitDiagnostics(ts.createProgram([...programs.keys()], options, host))
    .map(({ file, messageText }) => `${file?.fileName}: ${ts.flattenDiagnosticMessageText(messageText, "\n")}`);
}

describe("the code of the documentation", () => {
  test("compiles against the package", () => {
    const programs = new Map(pages.flatMap(programsOf));
    expect(programs.size).toBeGreaterThan(10);
    expect(complaints(programs)).toEqual([]);
  });

  test("is YAML and JSON where it says so", () => {
    for (const { language, text } of pages.flatMap(({ blocks }) => blocks)) {
      if (language === "yaml") expect(() => parse(text)).not.toThrow();
      if (language === "json") expect(() => JSON.parse(text)).not.toThrow();
    }
  });
});
