import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../support/pulumi";
import { readPages } from "./pages";

test("the program on top of README.md is examples/basic", () => {
  const readme = readPages().find(({ path }) => path === "README.md");
  const program = readme?.blocks.find(({ language }) => language === "ts");
  expect(`${program?.text}\n`).toBe(readFileSync(join(root, "examples", "basic", "index.ts"), "utf8"));
});
