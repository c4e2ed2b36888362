// @ts-check
// The page of the command: what it says of itself when it is asked for help.
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { generatedFrom, page, section } from "./markdown.mjs";
import { root } from "./package.mjs";

export function commandPage() {
  const overview = help();
  return page(
    generatedFrom("what the command says of itself"),
    "# The command pulumi-intune",
    "It comes with the package: `npx pulumi-intune` runs it in a folder where the package is installed.",
    block(overview),
    ...commandsIn(overview).map((name) => section(name, block(help(name)))),
  );
}

/** The commands that an overview lists. @param {string} overview */
function commandsIn(overview) {
  const list = overview.split("\n\n").find((part) => part.startsWith("Commands:")) ?? "";
  return [...list.matchAll(/^ {2}([\w-]+)/gm)].map(([, name = ""]) => name).filter((name) => name !== "help");
}

/** @param {string[]} command */
function help(...command) {
  const main = join(root, "dist", "cli", "main.js");
  const { stdout, stderr, status } = spawnSync(process.execPath, [main, ...command, "--help"], {
    encoding: "utf8",
    env: { ...process.env, NO_COLOR: "1" },
  });
  if (status !== 0) throw new Error(`pulumi-intune ${command.join(" ")} --help ended with ${status}: ${stderr}`);
  return stdout;
}

/** @param {string} text */
function block(text) {
  return `\`\`\`text\n${text.trim()}\n\`\`\``;
}
