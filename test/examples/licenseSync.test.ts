import { compilerSays } from "../support/example";
import { steps } from "../support/steps";
import { tokenText } from "../support/tokenText";
import { withStack } from "../support/withStack";

describe("examples/license-sync", () => {
  const { stack, intune } = withStack("license-sync", {
    configuration: { vppToken: tokenText({ token: "of the example" }), appleId: "vpp@contoso.example" },
    emulator: { actionDuration: 200 },
  });
  const syncs = () => intune.asked().filter((request) => request.endsWith("/syncLicenses"));

  const step = steps(() => intune.forget());

  test("step by step", async () => {
    await step("syncs its new token", async () => {
      const { code, output } = await stack.up();
      expect(output).toContain('syncStatus: "completed"');
      expect(code).toBe(0);
      expect(syncs()).toHaveLength(1);
    });

    await step(
      "has nothing to do when nothing changed, after a refresh either: its own sync is no change",
      async () => {
        expect((await stack.up("--refresh", "--expect-no-changes")).code).toBe(0);
        expect(syncs()).toEqual([]);
      },
    );

    await step("has nothing to do after somebody else's sync and change", async () => {
      const { value } = await intune.send("GET", "/vppTokens");
      const [{ id } = { id: "" }] = value as { id: string }[];
      await intune.send("POST", `/vppTokens/${id}/syncLicenses`);
      await intune.send("PATCH", `/vppTokens/${id}`, { automaticallyUpdateApps: true });
      expect((await stack.preview("--refresh", "--expect-no-changes")).code).toBe(0);
      expect((await stack.up("--refresh", "--expect-no-changes")).code).toBe(0);
      expect(syncs()).toEqual([]);
    });

    await step("syncs again when the token changes", async () => {
      await stack.configure({ countryOrRegion: "us" });
      const { code, output } = await stack.up();
      expect(output).toContain("2 updated");
      expect(code).toBe(0);
      expect(syncs()).toHaveLength(1);
    });

    await step("takes away what it made", async () => {
      expect((await stack.destroy()).code).toBe(0);
      expect(stack.resources()).toEqual([]);
    });
  });

  test("satisfies the compiler that its package.json asks for", () => {
    expect(compilerSays("license-sync")).toBe("");
  });
});
