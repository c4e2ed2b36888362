import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

/**
 * What expressions give in which `tool` is a module below tools/. Jest can't import ES modules, so Node itself is asked.
 *
 * @param file The module, from tools/.
 */
export function answers(file: string, expressions: readonly string[], env: NodeJS.ProcessEnv = process.env): unknown[] {
  const module = pathToFileURL(join(__dirname, "../../tools", file)).href;
  const code = `import * as tool from ${JSON.stringify(module)};
    console.log(JSON.stringify([${expressions.join(",")}].map((answer) => answer ?? "nothing")))`;
  return JSON.parse(execFileSync(process.execPath, ["--input-type=module", "-e", code], { env, encoding: "utf8" }));
}
