import { expectWell } from "../../support/pulumi";
import { steps } from "../../support/steps";
import { tokenText } from "../../support/tokenText";
import { withStack } from "../../support/withStack";
import { reference, yamlProgram, yamlToken } from "../../support/yamlProgram";

const first = tokenText({ token: "first", expDate: "2098-05-01T10:00:00-0700" });
const renewed = tokenText({ token: "renewed", expDate: "2099-05-01T10:00:00-0700" });

const declared = { appleId: "vpp@contoso.example", countryOrRegion: "GB", automaticallyUpdateApps: true };
const program = (properties: object) =>
  yamlProgram("life", {
    resources: { london: yamlToken({ ...properties }) },
    outputs: {
      expires: reference("london.expirationDateTime"),
      updates: reference("london.automaticallyUpdateApps"),
      applied: reference("london.lastAppliedDateTime"),
    },
  });

describe("the life of a token in YAML, through the plugin", () => {
  let id = "";
  const collection = "/v1.0/deviceAppManagement/vppTokens";
  const inPortal = (change: Record<string, unknown>) => intune.send("PATCH", `/vppTokens/${id}`, change);
  const drift = () => stack.drift("--diff");
  const write = (properties: object) => stack.write(program(properties));
  const applied = async () => (await stack.mustRun(["stack", "output", "applied"])).trim();

  const { stack, intune } = withStack(program({ token: first, ...declared }), { link: false });
  const step = steps(() => intune.forget());

  test("step by step", async () => {
    await step("a preview of a new token makes one list and writes nothing", async () => {
      const { code, output } = await stack.preview();
      expect(output).toMatch(/VppToken +london +create/);
      expect(code).toBe(0);
      expect(intune.asked()).toEqual([`GET ${collection}`]);
    });

    await step("a create is one list and one POST of what is declared", async () => {
      const { code, output } = await stack.up();
      expect(output).toContain('expires: "2098-05-01T17:00:00Z"');
      expect(code).toBe(0);
      expect(intune.asked()).toEqual([`GET ${collection}`, `POST ${collection}`]);
      expect(intune.requests[1]?.body).toEqual({
        "@odata.type": "#microsoft.graph.vppToken",
        token: first,
        ...declared,
      });
      id = stack.resources()[0]?.id ?? "";
    });

    await step("the state shows no note of the token, and holds at most 1.4 KB", () => {
      const [resource] = stack.resources();
      const { sourcePosition, stackTrace, ...own } = { sourcePosition: 0, stackTrace: 0, ...resource };
      const bytes = JSON.stringify(own).length;
      if (process.env.PULUMI_INTUNE_SIZES) console.log(bytes, JSON.stringify(own, undefined, 1));
      expect(bytes).toBeLessThanOrEqual(1400);
      expect(resource?.outputs).not.toHaveProperty("token");
      expect(stack.stateText()).not.toContain(first);
    });

    await step("a second up sends nothing", async () => {
      const { code, output } = await stack.run(["up", "--yes", "--expect-no-changes"]);
      expect(output).toContain("2 unchanged");
      expect(code).toBe(0);
      expect(intune.asked()).toEqual([]);
    });

    await step("nothing is drift that the program doesn't declare", async () => {
      await inPortal({ organizationName: "Contoso Ltd", vppTokenAccountType: "education" });
      const { code } = await drift();
      expect(code).toBe(0);
      expect(intune.asked()).toEqual([`GET ${collection}/${id}`]);
    });

    await step("a change made elsewhere is drift, named with its values", async () => {
      await inPortal({ automaticallyUpdateApps: false });
      const { code, output } = await drift();
      expect(output).toContain("~ automaticallyUpdateApps: true => false");
      expect(output).not.toContain("~ countryOrRegion");
      expect(code).toBe(7);
    });

    await step("the repair is one PATCH of that property alone", async () => {
      const before = await applied();
      expect((await stack.refresh()).output).toContain("[diff: ~automaticallyUpdateApps]");
      expect(await applied()).toBe(before);
      intune.forget();
      const { code, output } = await stack.run(["up", "--yes", "--diff"]);
      expect(output).toContain("~ automaticallyUpdateApps: false => true");
      expect(code).toBe(0);
      expect(intune.asked()).toEqual([`PATCH ${collection}/${id}`]);
      expect(intune.requests[0]?.body).toEqual({
        "@odata.type": "#microsoft.graph.vppToken",
        automaticallyUpdateApps: true,
      });
      expect(await applied()).not.toBe(before);
      expectWell(await drift());
    });

    await step("a renewed token is one PATCH of the token alone, to the same entity, after one look", async () => {
      write({ token: renewed, ...declared });
      const { code, output } = await stack.up();
      expect(output).toContain('"2099-05-01T17:00:00Z"');
      expect(code).toBe(0);
      expect(intune.asked()).toEqual([`GET ${collection}`, `PATCH ${collection}/${id}`]);
      expect(intune.requests[1]?.body).toEqual({ "@odata.type": "#microsoft.graph.vppToken", token: renewed });
      expect(stack.resources()[0]?.id).toBe(id);
      expectWell(await drift());
    });

    await step("a property taken out of the program is no longer managed, and nothing is sent for it", async () => {
      write({ token: renewed, countryOrRegion: "GB" });
      expectWell(await stack.up());
      expect(intune.asked()).toEqual([]);
      await inPortal({ automaticallyUpdateApps: false });
      expectWell(await stack.run(["refresh", "--yes", "--skip-preview"]));
      expect((await stack.up("--expect-no-changes")).output).toMatch(/updates *: (true => )?false/);
    });

    await step("destroy is one look for assigned apps and one DELETE", async () => {
      const { code } = await stack.destroy();
      expect(code).toBe(0);
      expect(intune.asked()).toEqual(["GET /beta/deviceAppManagement/mobileApps", `DELETE ${collection}/${id}`]);
      expect(stack.resources()).toEqual([]);
    });

    await step("a token that is gone leaves the state at a refresh and is created again at the next up", async () => {
      expectWell(await stack.up());
      await intune.send("DELETE", `/vppTokens/${stack.resources()[0]?.id}`);
      expectWell(await stack.refresh());
      expect(stack.resources()).toEqual([]);
      intune.forget();
      expectWell(await stack.up());
      expect(intune.asked()).toEqual([`GET ${collection}`, `POST ${collection}`]);
    });
  });
});
