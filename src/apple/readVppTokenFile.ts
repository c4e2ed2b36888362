import { readFileSync } from "node:fs";
import type * as pulumi from "@pulumi/pulumi";
import { RunError, secret } from "../pulumi";

/**
 * Reads a `.vpptoken` file as a secret, ready to be given to a resource.
 *
 * @param path The file, relative to the program's working directory.
 * @returns The file's text without surrounding white space, as a secret output.
 * @throws pulumi.RunError when the file can't be read; the message names the file.
 */
export function readVppTokenFile(path: string): pulumi.Output<string> {
  try {
    return secret(readFileSync(path, "utf8").trim());
  } catch (error) {
    const reason = error instanceof Error && "code" in error ? String(error.code) : "unreadable";
    throw new RunError(
      `The VPP token file "${path}" can't be read (${reason}). Paths are relative to the program's folder, ${process.cwd()}.`,
    );
  }
}
