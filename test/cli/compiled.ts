import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import ts from "typescript";

const root = resolve(__dirname, "..", "..");

/** The command compiled into a folder of its own, so that its tests need no build and see the sources as they are. */
export function compileCommand() {
  const folder = mkdtempSync(join(tmpdir(), "pulumi-intune-command-"));
  copyFileSync(join(root, "package.json"), join(folder, "package.json"));
  for (const file of readdirSync(join(root, "src"), { recursive: true, encoding: "utf8" })) {
    if (file.endsWith(".ts")) compile(file, folder);
  }
  return {
    main: join(folder, "dist", "cli", "main.js"),
    /** The folder isn't inside the repository, so Node is told where the packages are. */
    env: { ...process.env, NODE_PATH: join(root, "node_modules") },
    folder,
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

function compile(file: string, folder: string): void {
  const target = join(folder, "dist", file.replace(/\.ts$/, ".js"));
  const { outputText } = ts.transpileModule(readFileSync(join(root, "src", file), "utf8"), {
    fileName: join(root, "src", file),
    compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.Node16, esModuleInterop: true },
  });
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(target, outputText);
}
