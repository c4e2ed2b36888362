import { writeFileSync } from "node:fs";
import { UserError } from "../errors";

/** Writes a file that isn't there yet, or that may be overwritten. @throws UserError when it can't */
export function writeFile(path: string, text: string, { force }: { readonly force: boolean }): void {
  try {
    writeFileSync(path, text, { flag: force ? "w" : "wx" });
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    if (code === "EEXIST") {
      throw new UserError(`${path} is there already: write to another file, or add --force to overwrite it.`);
    }
    throw new UserError(`${path} can't be written${code === undefined ? "" : ` (${code})`}: nothing was written.`);
  }
}
