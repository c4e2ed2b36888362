import { copyFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { startEmulator } from "../../src/emulator";
import { programOf, situations } from "../states/situations.cjs";
import { root, Stack } from "../support/pulumi";

const samples = join(root, "test", "states");

function foldersIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? [entry.name] : []));
}

const kept = foldersIn(samples)
  .filter((name) => name !== "programs")
  .flatMap((version) => foldersIn(join(samples, version)).map((situation) => ({ version, situation })));

describe("state that a released version wrote", () => {
  test("is kept of every situation", () => {
    expect(new Set(kept.map(({ situation }) => situation))).toEqual(new Set(Object.keys(situations)));
  });

  test.each(kept)("$version, $situation: is refreshed without drift, updated and destroyed", async (sample) => {
    const { environment, unchanged, edit, updated } = situations[sample.situation] ?? {};
    if (!edit || updated === undefined) throw new Error(`no situation "${sample.situation}"`);
    const files = programOf(sample.situation, join(root, "plugin"));
    const folder = join(samples, sample.version, sample.situation);
    const stack = await Stack.create(files);
    const tenant = join(stack.folder, "tenant.json");
    copyFileSync(join(folder, "tenant.json"), tenant);
    const intune = await startEmulator({ data: tenant, actionDuration: 0 });
    try {
      await stack.mustRun(["stack", "import", "--file", join(folder, "deployment.json")]);
      const ids = Object.fromEntries(stack.resources().map(({ urn, id }) => [urn.split("::").at(-1), id]));
      const variables = { INTUNE_GRAPH_ENDPOINT: intune.url, INTUNE_ACCESS_TOKEN: "x", ...environment?.(ids) };
      const run = (...args: string[]) => stack.run(args, variables);
      const refreshed = await run("refresh", "--yes", "--skip-preview", "--expect-no-changes");
      expect(refreshed.output).not.toMatch(/error|updated/);
      expect(refreshed.code).toBe(0);
      if (unchanged !== undefined) {
        const { code, output } = await run("up", "--yes", "--skip-preview", "--expect-no-changes");
        expect(output).toContain(`${unchanged} unchanged`);
        expect(code).toBe(0);
      }
      stack.write({ "index.js": files["index.js"].replace(...edit) });
      expect((await run("up", "--yes", "--skip-preview")).output).toMatch(new RegExp(`~ ${updated} updated`));
      expect((await run("up", "--yes", "--skip-preview", "--expect-no-changes")).code).toBe(0);
      expect((await run("preview", "--refresh", "--expect-no-changes")).code).toBe(0);
      expect((await run("destroy", "--yes", "--skip-preview")).code).toBe(0);
      expect(stack.resources()).toEqual([]);
    } finally {
      stack.remove();
      await intune.close();
    }
  });
});
