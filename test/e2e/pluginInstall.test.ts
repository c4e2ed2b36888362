import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../support/pulumi";
import { tokenText } from "../support/tokenText";
import { withStack } from "../support/withStack";

const project = `name: installed
runtime: yaml
resources:
  london:
    type: intune:VppToken
    properties:
      token: \${vppToken}
      appleId: vpp@contoso.example
config:
  vppToken: { type: string, secret: true }
`;
const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { version: string };

describe("the native plugin in the CLI's own cache, through the real CLI", () => {
  const { stack, intune } = withStack(
    { "Pulumi.yaml": project },
    { link: false, configuration: { vppToken: tokenText({}) } },
  );

  test("`pulumi-intune plugin install` lets a program find it that names no folder, and can be repeated", async () => {
    const without = await stack.up();
    expect(without.output).toMatch(/no resource plugin 'pulumi-resource-intune'/i);
    expect(without.code).not.toBe(0);

    const installed = await stack.runCommand(["plugin", "install"]);
    expect(installed).toEqual({
      code: 0,
      output: expect.stringMatching(
        new RegExp(`^The plugin intune ${version} is in the cache of the Pulumi CLI\\..*\n$`),
      ),
    });
    expect(JSON.parse((await stack.run(["plugin", "ls", "--json"])).output)).toMatchObject([
      { name: "intune", kind: "resource", version },
    ]);
    const { code, output } = await stack.up();
    expect(output).not.toMatch(/warning|error/);
    expect(code).toBe(0);
    expect(intune.requests.map(({ method }) => method)).toEqual(["GET", "POST"]);
    expect(stack.resources().map(({ type }) => type)).toContain("intune:index:VppToken");
    intune.forget();
    expect((await stack.up("--expect-no-changes")).code).toBe(0);
    expect(intune.asked()).toEqual([]);

    expect((await stack.runCommand(["plugin", "install"])).code).toBe(0);
    expect((await stack.preview("--expect-no-changes")).code).toBe(0);
  });

  test("an archive of a release can be installed as well", async () => {
    const folder = join(stack.folder, "release");
    execFileSync(process.execPath, [join(root, "tools", "package", "plugin-archives.mjs"), folder]);
    const archive = join(folder, `pulumi-resource-intune-v${version}-linux-amd64.tar.gz`);
    const install = ["plugin", "install", "resource", "intune", version, "--file", archive, "--reinstall"];
    expect((await stack.run(install)).code).toBe(0);
    const { code, output } = await stack.run(["package", "get-schema", `intune@${version}`]);
    expect(JSON.parse(output)).toMatchObject({ name: "intune", version });
    expect(code).toBe(0);
  });
});
