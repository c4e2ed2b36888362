import { steps } from "../support/steps";
import { tokenText } from "../support/tokenText";
import { withStack } from "../support/withStack";

const program = (vppTokenId: string, more: string, options = "{}") => `
  const pulumi = require("@pulumi/pulumi");
  const intune = require("pulumi-intune");
  const sync = new intune.VppTokenLicenseSync("sync", { vppTokenId: "${vppTokenId}", ${more} }, ${options});
  exports.status = sync.lastSyncStatus;
  exports.synced = sync.lastSyncDateTime;
`;

describe("a license sync, through the real CLI", () => {
  /** As long as Intune's clock stands still, no sync comes to an end. */
  let standstill: Date | undefined;
  const { stack, intune } = withStack(
    { "Pulumi.yaml": "name: sync\nruntime: nodejs\n" },
    { emulator: { actionDuration: 1200, now: () => standstill ?? new Date() } },
  );
  const ids: string[] = [];
  const write = (id: string | undefined, more = "") => stack.write({ "index.js": program(String(id), more) });
  const syncsOf = (id: string | undefined) =>
    intune.asked().filter((request) => request === `POST /v1.0/deviceAppManagement/vppTokens/${id}/syncLicenses`);
  const destroy = () => stack.destroy();

  beforeAll(async () => {
    const texts = [
      tokenText({ token: "to sync" }),
      tokenText({ token: "to sync too" }),
      tokenText({ token: "expired", expDate: "2024-05-01T10:00:00-0700" }),
    ];
    for (const token of texts) ids.push(String((await intune.send("POST", "/vppTokens", { token })).id));
    write(ids[0], 'triggers: ["a"]');
  });
  const step = steps(() => {
    standstill = undefined;
    intune.forget();
  });

  test("step by step", async () => {
    await step("a preview asks nothing", async () => {
      expect((await stack.preview()).code).toBe(0);
      expect(intune.asked()).toEqual([]);
    });

    await step("a create asks for one sync, says so, and waits for its end", async () => {
      const { code, output } = await stack.up();
      expect(output).toMatch(/The license sync of the VPP token \S+ has been asked for; waiting up to 10 minutes/);
      expect(output).toMatch(/status: "completed"/);
      expect(code).toBe(0);
      expect(syncsOf(ids[0])).toHaveLength(1);
      expect(stack.resources()[0]?.id).toBe(ids[0]);
    });

    await step("a second up asks nothing", async () => {
      expect((await stack.up("--expect-no-changes")).code).toBe(0);
      expect(intune.asked()).toEqual([]);
    });

    await step("a sync that somebody else asked for is no drift, and a refresh shows it", async () => {
      standstill = new Date();
      await intune.send("POST", `/vppTokens/${ids[0]}/syncLicenses`);
      const { code } = await stack.drift("--diff");
      expect(code).toBe(0);
      expect((await stack.refresh()).code).toBe(0);
      expect(stack.resources()[0]?.outputs.lastSyncStatus).toBe("inProgress");
      expect(stack.resources()[0]?.inputs).toMatchObject({ vppTokenId: ids[0], triggers: ["a"] });
      intune.forget();
      expect((await stack.up("--expect-no-changes")).code).toBe(0);
      expect(intune.asked()).toEqual([]);
    });

    await step("a changed trigger asks for a sync again, without a replacement", async () => {
      write(ids[0], 'triggers: ["b"]');
      const { code, output } = await stack.up();
      expect(output).toContain("[diff: ~triggers]");
      expect(output).toContain("1 updated");
      expect(code).toBe(0);
      expect(syncsOf(ids[0])).toHaveLength(1);
    });

    await step("a change of the waiting alone asks nothing", async () => {
      write(ids[0], 'triggers: ["b"], timeoutSeconds: 60');
      const { code, output } = await stack.up();
      expect(output).toContain("[diff: +timeoutSeconds]");
      expect(code).toBe(0);
      expect(intune.asked()).toEqual([]);
    });

    await step("another token is synced in place, and one POST is all when the program doesn't wait", async () => {
      write(ids[1], 'triggers: ["b"], waitForCompletion: false');
      const { code, output } = await stack.up();
      expect(output).toContain("1 updated");
      expect(code).toBe(0);
      expect(intune.asked()).toEqual([`POST /v1.0/deviceAppManagement/vppTokens/${ids[1]}/syncLicenses`]);
      intune.forget();
      expect((await stack.refresh()).code).toBe(0);
      expect(intune.asked()).toEqual([`GET /v1.0/deviceAppManagement/vppTokens/${ids[1]}`]);
    });

    await step("a secret among the triggers stays one", async () => {
      write(ids[1], 'triggers: [pulumi.secret("MARKED-TRIGGER"), { deep: pulumi.secret("MARKED-DEEP") }]');
      const { code, output } = await stack.up("--diff");
      expect(code).toBe(0);
      expect(output).not.toContain("MARKED");
      expect(stack.stateText()).not.toContain("MARKED");
    });

    await step("a sync that takes too long fails the update, and the next up asks again", async () => {
      standstill = new Date();
      write(ids[1], 'triggers: ["c"], timeoutSeconds: 1');
      const { code, output } = await stack.up();
      expect(output).toMatch(/has not ended within 1 second: lastSyncStatus is "inProgress"/);
      expect(output).not.toMatch(/^\s+at .*\.js:/m);
      expect(code).not.toBe(0);
      standstill = undefined;
      write(ids[1], 'triggers: ["c"], timeoutSeconds: 60');
      intune.forget();
      expect((await stack.up()).code).toBe(0);
      expect(syncsOf(ids[1])).toHaveLength(1);
    });

    await step("destroy asks nothing", async () => {
      expect((await destroy()).code).toBe(0);
      expect(intune.asked()).toEqual([]);
      expect(stack.resources()).toEqual([]);
    });

    await step("a sync that fails, fails the create with what to look at, and the next up asks again", async () => {
      write(ids[2]);
      const { code, output } = await stack.up();
      expect(output).toMatch(/the license sync of the VPP token \S+ failed \(state of the VPP token: "expired"\)/);
      expect(output).toContain("Tenant administration > Connectors and tokens > Apple VPP tokens");
      expect(code).not.toBe(0);
      expect(stack.resources()).toEqual([]);
      intune.forget();
      await stack.up();
      expect(syncsOf(ids[2])).toHaveLength(1);
    });

    await step("bad arguments are refused at preview", async () => {
      write(ids[0], 'triggers: "a", timeoutSeconds: 0');
      const { code, output } = await stack.preview();
      expect(output).toContain("triggers must be a list");
      expect(output).toContain("timeoutSeconds must be 1 or more");
      expect(code).not.toBe(0);
      expect(intune.asked()).toEqual([]);
    });

    await step("an import is refused at preview, with what to do and no stack trace", async () => {
      stack.write({ "index.js": program(String(ids[0]), "", `{ import: "${ids[0]}" }`) });
      const { code, output } = await stack.preview();
      expect(output).toContain('The license sync "sync" has the resource option "import"');
      expect(output).toContain('Remove "import"');
      expect(output).not.toContain("TypeError");
      expect(output).not.toMatch(/^\s+at .*:\d+/m);
      expect(code).not.toBe(0);
      expect(intune.asked()).toEqual([]);
    });

    await step("a sync whose token is gone leaves the state at a refresh", async () => {
      write(ids[0], "waitForCompletion: false");
      expect((await stack.up()).code).toBe(0);
      await intune.send("DELETE", `/vppTokens/${ids[0]}`);
      expect((await stack.refresh()).code).toBe(0);
      expect(stack.resources()).toEqual([]);
    });
  });
});
