import { mkdirSync, renameSync, symlinkSync } from "node:fs";
import { dirname, join } from "node:path";
import { root } from "../support/pulumi";
import { steps } from "../support/steps";
import { tokenText } from "../support/tokenText";
import { withStack } from "../support/withStack";

const program = `
  const intune = require("wrapper");
  new intune.VppToken("london", { token: "${tokenText()}" });
  new intune.VppTokenLicenseSync("sync", { vppTokenId: "an-id" });
`;

describe("a package that only another package of the program can reach", () => {
  /** Lays a package out as an install would. */
  function install(name: string, folder: string): void {
    const link = join(folder, "node_modules", name);
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(join(root, "node_modules", name), link, "junction");
  }

  const { stack, intune } = withStack(
    {
      "Pulumi.yaml": "name: nested\nruntime: nodejs\nmain: infra\n",
      "infra/package.json": "{}",
      "infra/index.js": program,
      "infra/node_modules/wrapper/package.json": "{}",
      "infra/node_modules/wrapper/index.js": 'module.exports = require("pulumi-intune");',
    },
    { link: false },
  );
  beforeAll(async () => {
    install("@pulumi/pulumi", join(stack.folder, "infra"));
    install("pulumi-intune", join(stack.folder, "infra", "node_modules", "wrapper"));
  });
  const step = steps(() => intune.forget());

  test("step by step", async () => {
    await step.each([
      ["preview", "preview"],
      ["up", "up --yes --skip-preview"],
    ])("%s: says in a sentence what to do, before anything is registered", async (_what, args) => {
      const { code, output } = await stack.run(args.split(" "));
      expect(code).not.toBe(0);
      expect(output).toMatch(/error: The package pulumi-intune can't be found from the program's folder, \S+infra\./);
      expect(output).toMatch(/Add pulumi-intune to the dependencies of the program's own package\.json/);
      // The CLI shows an error as it comes, and once more at the end.
      expect(output.slice(output.indexOf("Diagnostics:")).match(/can't be found/g)).toHaveLength(1);
      expect(output).not.toMatch(/\n\s+at .*:\d+:\d+|Cannot find module|Require stack/);
      expect(output).not.toMatch(/intune:VppToken/);
      expect(stack.resources()).toEqual([]);
      expect(intune.asked()).toEqual([]);
    });

    await step("up: works once the package is installed beside the program, wherever the host looks", async () => {
      const infra = join(stack.folder, "infra");
      const elsewhere = join(stack.folder, "elsewhere");
      install("pulumi-intune", elsewhere);
      const NODE_PATH = join(elsewhere, "node_modules");
      const { output: byVariable } = await stack.run(["preview"], { NODE_PATH });
      expect(byVariable).toContain("VppToken");
      expect(byVariable).not.toContain("can't be found");
      renameSync(join(NODE_PATH, "pulumi-intune"), join(infra, "node_modules", "pulumi-intune"));
      const { output } = await stack.preview();
      expect(output).toContain("VppToken");
      expect(output).not.toContain("can't be found");
    });

    await step(
      "preview: gives no false alarm when the program goes elsewhere before it loads the package",
      async () => {
        stack.write({ "infra/index.js": `process.chdir("..");${program}` });
        const { output } = await stack.preview();
        expect(output).toContain("VppToken");
        expect(output).not.toContain("can't be found");
      },
    );
  });
});
