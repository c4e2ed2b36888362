import { compilerSays, type Example, startExample } from "../support/example";
import { tokenText } from "../support/tokenText";

describe("examples/license-sync", () => {
  let example: Example;
  const syncs = () => example.intune.asked().filter((request) => request.endsWith("/syncLicenses"));

  beforeAll(async () => {
    example = await startExample({
      program: "license-sync",
      configuration: { vppToken: tokenText({ token: "of the example" }), appleId: "vpp@contoso.example" },
      emulator: { actionDuration: 200 },
    });
  });
  afterAll(() => example?.close());
  beforeEach(() => example.intune.forget());

  test("syncs its new token", async () => {
    const { code, output } = await example.stack.up();
    expect(output).toContain('syncStatus: "completed"');
    expect(code).toBe(0);
    expect(syncs()).toHaveLength(1);
  });

  test("has nothing to do when nothing changed, after a refresh either: its own sync is no change", async () => {
    expect((await example.stack.up("--refresh", "--expect-no-changes")).code).toBe(0);
    expect(syncs()).toEqual([]);
  });

  test("has nothing to do after somebody else's sync and change", async () => {
    const { value } = await example.intune.send("GET", "/vppTokens");
    const [{ id } = { id: "" }] = value as { id: string }[];
    await example.intune.send("POST", `/vppTokens/${id}/syncLicenses`);
    await example.intune.send("PATCH", `/vppTokens/${id}`, { automaticallyUpdateApps: true });
    expect((await example.stack.run(["preview", "--refresh", "--expect-no-changes"])).code).toBe(0);
    expect((await example.stack.up("--refresh", "--expect-no-changes")).code).toBe(0);
    expect(syncs()).toEqual([]);
  });

  test("syncs again when the token changes", async () => {
    await example.stack.configure({ countryOrRegion: "us" });
    const { code, output } = await example.stack.up();
    expect(output).toContain("2 updated");
    expect(code).toBe(0);
    expect(syncs()).toHaveLength(1);
  });

  test("takes away what it made", async () => {
    expect((await example.stack.run(["destroy", "--yes", "--skip-preview"])).code).toBe(0);
    expect(example.stack.resources()).toEqual([]);
  });

  test("satisfies the compiler that its package.json asks for", () => {
    expect(compilerSays("license-sync")).toBe("");
  });
});
