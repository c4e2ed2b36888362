import { copyFileSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { startEmulator } from "../../src/emulator";
import { root, Stack } from "../support/pulumi";

const samples = join(root, "test", "states");
const released = readdirSync(samples).filter((name) => statSync(join(samples, name)).isDirectory());

describe("state that a released version wrote", () => {
  test("is kept of at least one version", () => {
    expect(released).not.toEqual([]);
  });

  test.each(released)("%s is refreshed without drift, has nothing to do, is updated and destroyed", async (version) => {
    const program = readFileSync(join(samples, "program.js"), "utf8");
    const stack = await Stack.create({
      "Pulumi.yaml": "name: states\nruntime: nodejs\n",
      "package.json": "{}",
      "index.js": program,
    });
    const tenant = join(stack.folder, "tenant.json");
    copyFileSync(join(samples, version, "tenant.json"), tenant);
    const intune = await startEmulator({ data: tenant, actionDuration: 0 });
    // The token of paris is in the state by its fingerprint only, and is not needed.
    const variables = { INTUNE_GRAPH_ENDPOINT: intune.url, INTUNE_ACCESS_TOKEN: "x" };
    const run = (...args: string[]) => stack.run(args, variables);
    try {
      await stack.mustRun(["stack", "import", "--file", join(samples, version, "deployment.json")]);
      expect((await run("refresh", "--yes", "--skip-preview", "--expect-no-changes")).output).not.toMatch(
        /error|updated/,
      );
      const { code, output } = await run("up", "--yes", "--skip-preview", "--expect-no-changes");
      expect(output).toContain("5 unchanged");
      expect(code).toBe(0);
      stack.write({ "index.js": program.replace('countryOrRegion: "GB"', 'countryOrRegion: "us"') });
      expect((await run("up", "--yes", "--skip-preview")).output).toMatch(/~ 2 updated/);
      expect((await run("destroy", "--yes", "--skip-preview")).code).toBe(0);
      expect(stack.resources()).toEqual([]);
    } finally {
      stack.remove();
      await intune.close();
    }
  });
});
