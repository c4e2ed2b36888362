import { existsSync } from "node:fs";
import { isAbsolute, join } from "node:path";
import { installFailureMessage } from "../../src/cli/plugin";
import { builtCommand } from "./builtCommand";
import { runNode } from "./run";

const command = builtCommand();
afterAll(() => command.remove());

const run = (args: readonly string[], env: NodeJS.ProcessEnv = command.env) =>
  runNode([command.main, "plugin", ...args], { env, cwd: command.folder });

test("plugin path: prints the folder that holds the plugin and its schema, and nothing else", async () => {
  const { code, stdout, stderr } = await run(["path"]);
  expect({ code, stderr, lines: stdout.split("\n").length }).toEqual({ code: 0, stderr: "", lines: 2 });
  const folder = stdout.trim();
  expect(isAbsolute(folder)).toBe(true);
  expect(["pulumi-resource-intune", "schema.json"].filter((name) => !existsSync(join(folder, name)))).toEqual([]);
});

test("plugin install: says what to do when there is no Pulumi CLI", async () => {
  const { code, stdout, stderr } = await run(["install"], { ...command.env, PATH: command.folder });
  expect(stderr).toMatch(
    /^error: `plugin install` needs the Pulumi CLI, .* PATH: install it, or .* in Pulumi\.yaml\.\n$/,
  );
  expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
});

test("plugin install: gives the CLI's own reason, without its progress", () => {
  const stderr = "[resource plugin intune-0.1.0] installing\nerror: installing: permission denied\n";
  expect(installFailureMessage({ code: 255, stderr })).toBe(
    "The plugin can't be installed. `pulumi plugin install` says: installing: permission denied",
  );
});

test.each([["install"], ["path"]])("plugin %s: helps with its exit codes", async (name) => {
  const { code, stdout } = await run([name, "--help"]);
  expect(stdout).toMatch(/Exit codes:\n {2}0 .+\n {2}2 .+\n$/);
  expect(code).toBe(0);
});

test("plugin: lists its commands when none is given, and fails", async () => {
  const { code, stderr } = await run([]);
  expect(stderr).toContain("Usage: pulumi-intune plugin ");
  expect(code).toBe(2);
});
