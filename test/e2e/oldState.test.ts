import { copyFileSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { programOf, situations } from "../states/situations.cjs";
import { root } from "../support/pulumi";
import { withStack } from "../support/withStack";

const samples = join(root, "test", "states");

function foldersIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? [entry.name] : []));
}

const kept = foldersIn(samples)
  .filter((name) => name !== "programs")
  .flatMap((version) => foldersIn(join(samples, version)).map((situation) => ({ version, situation })));

test("state that a released version wrote is kept of every situation", () => {
  expect(new Set(kept.map(({ situation }) => situation))).toEqual(new Set(Object.keys(situations)));
});

describe.each(kept)("state that a released version wrote: $version, $situation", ({ version, situation }) => {
  const { environment, unchanged, edit, updated } = situations[situation] ?? {};
  const files = programOf(situation, join(root, "plugin"));
  const folder = join(samples, version, situation);
  let copy = "";

  beforeAll(() => {
    copy = mkdtempSync(join(tmpdir(), "pulumi-intune-tenant-"));
    copyFileSync(join(folder, "tenant.json"), join(copy, "tenant.json"));
  });
  afterAll(() => rmSync(copy, { recursive: true, force: true }));
  const { stack } = withStack(files, { emulator: () => ({ data: join(copy, "tenant.json"), actionDuration: 0 }) });

  test("is refreshed without drift, updated and destroyed", async () => {
    if (!edit || updated === undefined) throw new Error(`no situation "${situation}"`);
    await stack.mustRun(["stack", "import", "--file", join(folder, "deployment.json")]);
    const ids = Object.fromEntries(stack.resources().map(({ urn, id }) => [urn.split("::").at(-1), id]));
    const variables = environment?.(ids);
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
  });
});
