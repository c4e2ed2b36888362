import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { root } from "../support/pulumi";
import { withPlugin } from "./startedPlugin";

const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { version: string };
const platforms = ["linux", "darwin", "windows"].flatMap((system) => [`${system}-amd64`, `${system}-arm64`]);

describe("the native plugin's archives of a release", () => {
  const folder = mkdtempSync(join(tmpdir(), "pulumi-intune-archives-"));
  const target = join(folder, "release");
  let written: string[];

  const script = join(root, "tools", "package", "plugin-archives.mjs");
  beforeAll(() => {
    written = execFileSync(process.execPath, [script, target], { encoding: "utf8" }).trim().split("\n");
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const entries = (archive: string, flags = "-tzf") =>
    execFileSync("tar", [flags, archive], { encoding: "utf8" }).trim().split("\n");

  test("have the names that Pulumi looks for, one for each platform, and are all that is written but their checksums", () => {
    const names = platforms.map((platform) => `pulumi-resource-intune-v${version}-${platform}.tar.gz`);
    expect(written.map((path) => basename(path))).toEqual([...names, "SHA256SUMS"]);
    expect(readdirSync(target).sort()).toEqual([...names, "SHA256SUMS"].sort());
  });

  test("hold the plugin as an executable, its launcher for Windows and its schema, at the top", () => {
    for (const archive of written.slice(0, -1)) {
      expect(entries(archive)).toEqual([
        "pulumi-resource-intune",
        "pulumi-resource-intune.cmd",
        "schema.json",
        "LICENSE",
      ]);
    }
    expect(entries(String(written[0]), "-tvzf")[0]).toMatch(/^-rwxr-xr-x /);
  });

  test("are what their checksums say", () => {
    const { status, stdout } = spawnSync("sha256sum", ["--check", "SHA256SUMS"], { cwd: target, encoding: "utf8" });
    expect(stdout.trim().split("\n")).toEqual(written.slice(0, -1).map((path) => `${basename(path)}: OK`));
    expect(status).toBe(0);
  });

  test("aren't written into a folder that holds something, since a release offers all of it", () => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [script, target], { encoding: "utf8" });
    expect({ status, stdout }).toEqual({ status: 1, stdout: "" });
    expect(stderr).toContain(`${target} isn't empty`);
  });

  test("start once they are extracted", async () => {
    const extracted = join(folder, "extracted");
    mkdirSync(extracted);
    execFileSync("tar", ["-xzf", String(written[0]), "-C", extracted]);
    const started = await withPlugin(join(extracted, "pulumi-resource-intune"), (plugin) => plugin.introduce());
    expect(started).toMatchObject({ result: { version, schema: { name: "intune", version } }, code: 0 });
  });
});
