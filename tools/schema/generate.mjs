// @ts-check
// npm run schema: writes plugin/schema.json from the compiled package. With --check it writes nothing, and ends with 1 if
// the file isn't as it would be written.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { root } from "../docs/package.mjs";
import { packageSchema } from "./schema.mjs";

const file = join(root, "plugin", "schema.json");
const manifest = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
const content = `${JSON.stringify(packageSchema(manifest), null, 2)}\n`;

if (!process.argv.includes("--check")) {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content);
} else if (!existsSync(file) || readFileSync(file, "utf8") !== content) {
  console.error("plugin/schema.json is not what its sources say: run `npm run schema`.");
  process.exitCode = 1;
}
