import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../pulumi";

const folder = join(root, "examples", "pipelines");

/** Every YAML file of the pipelines in examples/, by its path from examples/pipelines/ on. */
export const pipelineFiles: readonly string[] = readdirSync(folder, { recursive: true, encoding: "utf8" })
  .filter((file) => /\.ya?ml$/.test(file))
  .map((file) => file.replaceAll("\\", "/"))
  .sort();

/** The text of one of them. */
export const pipelineText = (file: string): string => readFileSync(join(folder, file), "utf8");
