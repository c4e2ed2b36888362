import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { root } from "../support/pulumi";

export interface Manifest {
  readonly version: string;
  readonly scripts: Readonly<Record<string, string>>;
  readonly bin: Readonly<Record<string, string>>;
  readonly exports: Readonly<Record<string, string | Readonly<Record<string, string>>>>;
  readonly engines: { readonly node: string };
  readonly dependencies: Readonly<Record<string, string>>;
  readonly peerDependencies: Readonly<Record<string, string>>;
  readonly bundleDependencies?: unknown;
}

/** The package as `npm publish` would send it. */
export interface Packed {
  /** The path of the tarball. */
  readonly tarball: string;
  /** In bytes, compressed. */
  readonly size: number;
  /** In bytes, once it is installed. */
  readonly unpackedSize: number;
  readonly files: readonly { readonly path: string; readonly mode: number; readonly size: number }[];
  readonly manifest: Manifest;
  remove(): void;
}

/** Packs what `npm test` has compiled. */
export function pack(): Packed {
  const folder = mkdtempSync(join(tmpdir(), "pulumi-intune-packed-"));
  const args = ["pack", "--json", "--ignore-scripts", "--pack-destination", folder];
  const [report] = JSON.parse(execFileSync("npm", args, { cwd: root, encoding: "utf8", stdio: "pipe" })) as [
    Omit<Packed, "tarball" | "manifest"> & { readonly filename: string },
  ];
  const tarball = join(folder, report.filename);
  const manifest = execFileSync("tar", ["-xzOf", tarball, "package/package.json"], { encoding: "utf8" });
  return {
    ...report,
    tarball,
    manifest: JSON.parse(manifest) as Manifest,
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
