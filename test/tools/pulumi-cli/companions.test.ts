import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { launcherFile, Machine, pinned, setupFile } from "./machine";

let machine: Machine;
beforeEach(() => {
  machine = new Machine();
});
afterEach(() => machine.remove());

describe("the launcher of dynamic providers", () => {
  const launch = (cwd: string) =>
    spawnSync(launcherFile, ["a b", "$HOME"], {
      cwd,
      encoding: "utf8",
      env: { PATH: [dirname(process.execPath), "/usr/bin", "/bin"].join(delimiter) },
    });

  test("starts the SDK of the folder it is started in, with its arguments as they are", () => {
    const sdk = join(machine.folder, "node_modules/@pulumi/pulumi/cmd/dynamic-provider");
    const program = join(machine.folder, "my program");
    mkdirSync(sdk, { recursive: true });
    mkdirSync(program);
    writeFileSync(join(sdk, "index.js"), "console.log(JSON.stringify(process.argv.slice(2)))");
    expect(launch(program)).toMatchObject({ status: 0, stdout: '["a b","$HOME"]\n' });
  });

  test("fails and names the missing SDK where there is none", () => {
    const { status, stderr } = launch(machine.folder);
    expect(status).toBe(1);
    expect(stderr).toContain("Cannot find module '@pulumi/pulumi/cmd/dynamic-provider'");
  });
});

describe("what other tools import", () => {
  const printed = (expression: string) =>
    execFileSync(
      process.execPath,
      [
        "--input-type=module",
        "-e",
        `import { pulumiFolder } from ${JSON.stringify(pathToFileURL(setupFile).href)};
        console.log(JSON.stringify(await (${expression})))`,
      ],
      { encoding: "utf8" },
    ).trim();

  test("pulumiFolder gives the folder without printing anything", () => {
    machine.cli(machine.path, pinned);
    const env = JSON.stringify({ PATH: machine.path, PULUMI_INTUNE_CLI_WAYS: "path" });
    expect(printed(`pulumiFolder(${env})`)).toBe(JSON.stringify(machine.path));
  });

  test("pulumiFolder fails with a message for the user", () => {
    const env = JSON.stringify({ PATH: machine.path, PULUMI_INTUNE_CLI_WAYS: "path" });
    expect(printed(`pulumiFolder(${env}).catch((error) => error.message)`)).toContain("pulumi on PATH: there is none.");
  });
});
