import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createSandbox } from "../../tools/sandbox.cjs";
import { root } from "../support/pulumi";
import { readPages } from "./pages";
import { shellCommands, type Words } from "./shellCommands";

const commands = readPages().flatMap(({ path, blocks }) =>
  blocks
    .filter(({ language }) => language === "sh")
    .flatMap(({ text }) => shellCommands(text).map((words) => ({ path, words }))),
);
const of = (...start: string[]) => commands.filter(({ words }) => start.every((word, index) => words[index] === word));

/** What everybody's machine has. */
const common = ["cat", "cd", "cp", "curl", "echo", "export", "git", "mkdir", "node", "npm", "npx", "unset"];

/** The options among the words that a command's help doesn't name. */
function unknownOptions(words: Words, help: string): string[] {
  const options = words.filter((word) => /^--?[a-z]/i.test(word)).map((word) => word.split("=")[0] ?? word);
  return options.filter((option) => !new RegExp(`(?<![\\w-])${option}(?![\\w-])`).test(help));
}

describe("the shell commands of the documentation", () => {
  let sandbox: ReturnType<typeof createSandbox>;
  const helps = new Map<string, string>();
  beforeAll(() => {
    sandbox = createSandbox(process.env.PULUMI_INTUNE_CLI ?? "");
  });
  afterAll(() => sandbox?.remove());

  /** What a command says of itself. */
  function help(program: string, ...args: string[]): string {
    const key = [program, ...args].join(" ");
    const known =
      helps.get(key) ?? execFileSync(program, [...args, "--help"], { env: sandbox.environment, encoding: "utf8" });
    helps.set(key, known);
    return known;
  }

  /** The words that name a command of Pulumi's: `config set` and not what follows. */
  function named([, ...words]: Words): string[] {
    const path: string[] = [];
    for (const word of words) {
      const parent = help("pulumi", ...path);
      if (!/^ {2}pulumi.* \[command\]/m.test(parent) || word.startsWith("-")) break;
      // A command that isn't there is answered with the help of the one that it would be of.
      if (help("pulumi", ...path, word) === parent) throw new Error(`there is no pulumi ${[...path, word].join(" ")}`);
      path.push(word);
    }
    return path;
  }

  test("are of programs that everybody has, or of Pulumi", () => {
    const others = commands.filter(({ words }) => ![...common, "pulumi"].includes(String(words[0])));
    expect(others).toEqual([]);
    expect(commands.length).toBeGreaterThan(40);
  });

  test("of Pulumi exist, with their options", () => {
    for (const { path, words } of of("pulumi")) {
      expect([path, ...unknownOptions(words, help("pulumi", ...named(words)))]).toEqual([path]);
    }
  });

  test("of this package exist, with their options", () => {
    const main = join(root, "dist", "cli", "main.js");
    for (const { path, words } of of("npx", "pulumi-intune")) {
      const [, , command = "", ...rest] = words;
      const overview = help(process.execPath, main);
      if (command.startsWith("-")) {
        expect([path, ...unknownOptions(words, overview)]).toEqual([path]);
        continue;
      }
      expect(overview).toMatch(new RegExp(`^  ${command}(?![\\w-])`, "m"));
      expect([path, ...unknownOptions(rest, help(process.execPath, main, command))]).toEqual([path]);
    }
    expect(of("npx").filter(({ words }) => words[1] !== "pulumi-intune")).toEqual([]);
  });

  test("of npm run scripts that are there", () => {
    const { scripts } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { scripts: object };
    const run = of("npm", "run").map(({ words }) => words[2]);
    const short = ["start", "test"].filter((name) => of("npm", name).length > 0);
    expect([...run, ...short].filter((name) => !(String(name) in scripts))).toEqual([]);
  });
});
