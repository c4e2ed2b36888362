import { steps } from "../support/steps";
import { tokenText } from "../support/tokenText";
import { withStack } from "../support/withStack";

const first = tokenText({ token: "first", expDate: "2098-05-01T10:00:00-0700" });
const renewed = tokenText({ token: "renewed", expDate: "2099-05-01T10:00:00-0700" });

const program = (token: string, more: string) => `
  const intune = require("pulumi-intune");
  const token = new intune.VppToken("london", { token: "${token}", appleId: "vpp@contoso.example", ${more} });
  exports.expires = token.expirationDateTime;
  exports.updates = token.automaticallyUpdateApps;
`;
const declared = 'countryOrRegion: "GB", automaticallyUpdateApps: true';

describe("the life of a token, through the real CLI", () => {
  let id = "";
  const collection = "/v1.0/deviceAppManagement/vppTokens";
  const write = (token: string, more: string) => stack.write({ "index.js": program(token, more) });
  const inPortal = (change: Record<string, unknown>) => intune.send("PATCH", `/vppTokens/${id}`, change);
  const drift = () => stack.drift("--diff");

  const { stack, intune } = withStack({
    "Pulumi.yaml": "name: life\nruntime: nodejs\n",
    "index.js": program(first, declared),
  });
  const step = steps(() => intune.forget());

  test("step by step", async () => {
    await step("a preview of a new token asks for one list and writes nothing", async () => {
      const { code, output } = await stack.preview();
      expect(output).toContain("VppToken london create");
      expect(code).toBe(0);
      expect(intune.asked()).toEqual([`GET ${collection}`]);
    });

    await step(
      "a create is one list, to see that the token isn't there yet, and one POST of what is declared",
      async () => {
        const { code, output } = await stack.up();
        expect(output).toContain('expires: "2098-05-01T17:00:00Z"');
        expect(code).toBe(0);
        expect(intune.asked()).toEqual([`GET ${collection}`, `POST ${collection}`]);
        expect(intune.requests[1]?.body).toEqual({
          "@odata.type": "#microsoft.graph.vppToken",
          token: first,
          appleId: "vpp@contoso.example",
          countryOrRegion: "GB",
          automaticallyUpdateApps: true,
        });
        id = stack.resources()[0]?.id ?? "";
      },
    );

    await step("a token takes at most 2 KB of state", () => {
      expect(JSON.stringify(stack.resources()[0]).length).toBeLessThanOrEqual(2048);
    });

    await step("a second up asks nothing", async () => {
      const { code, output } = await stack.run(["up", "--yes", "--expect-no-changes"]);
      expect(output).toContain("2 unchanged");
      expect(code).toBe(0);
      expect(intune.asked()).toEqual([]);
    });

    await step("nothing is drift that the program doesn't declare or that Intune sets by itself", async () => {
      await inPortal({ organizationName: "Contoso Ltd", vppTokenAccountType: "education" });
      const { code, output } = await drift();
      expect(output).toContain("2 unchanged");
      expect(code).toBe(0);
      expect(intune.asked()).toEqual([`GET ${collection}/${id}`]);
    });

    await step("a change made elsewhere is drift, named by its property", async () => {
      await inPortal({ automaticallyUpdateApps: false });
      const { code, output } = await drift();
      expect(output).toContain("~ automaticallyUpdateApps: true => false");
      expect(output).not.toContain("~ countryOrRegion");
      expect(code).toBe(7);
    });

    await step("the repair is one PATCH of the changed property alone", async () => {
      expect((await stack.refresh()).output).toContain("[diff: ~automaticallyUpdateApps]");
      intune.forget();
      const { code, output } = await stack.up();
      expect(output).toContain("[diff: ~automaticallyUpdateApps]");
      expect(code).toBe(0);
      expect(intune.asked()).toEqual([`PATCH ${collection}/${id}`]);
      expect(intune.requests[0]?.body).toEqual({
        "@odata.type": "#microsoft.graph.vppToken",
        automaticallyUpdateApps: true,
      });
      expect((await drift()).code).toBe(0);
    });

    await step(
      "a renewed token is one PATCH of the token alone, to the same entity, after one look at it",
      async () => {
        write(renewed, declared);
        const { output } = await stack.up();
        expect(output).toContain('"2099-05-01T17:00:00Z"');
        expect(intune.asked()).toEqual([`GET ${collection}`, `PATCH ${collection}/${id}`]);
        expect(intune.requests[1]?.body).toEqual({ "@odata.type": "#microsoft.graph.vppToken", token: renewed });
        expect(stack.resources()[0]?.id).toBe(id);
        expect((await drift()).code).toBe(0);
      },
    );

    await step("a property taken out of the program is no longer managed, and nothing is sent for it", async () => {
      write(renewed, 'countryOrRegion: "GB"');
      expect((await stack.up()).code).toBe(0);
      expect(intune.asked()).toEqual([]);
      await inPortal({ automaticallyUpdateApps: false });
      expect((await drift()).code).toBe(0);
      expect((await stack.refresh()).code).toBe(0);
      expect((await stack.up("--expect-no-changes")).output).toMatch(/updates: (true => )?false/);
    });

    await step("destroy is one look for assigned apps and one DELETE", async () => {
      const { code } = await stack.destroy();
      expect(code).toBe(0);
      expect(intune.asked()).toEqual(["GET /beta/deviceAppManagement/mobileApps", `DELETE ${collection}/${id}`]);
      expect(stack.resources()).toEqual([]);
    });

    await step("destroying what is gone already counts as done", async () => {
      expect((await stack.up()).code).toBe(0);
      await intune.send("DELETE", `/vppTokens/${stack.resources()[0]?.id}`);
      expect((await stack.destroy()).code).toBe(0);
      expect(stack.resources()).toEqual([]);
    });

    await step("a token that is gone leaves the state at a refresh and is created again at the next up", async () => {
      expect((await stack.up()).code).toBe(0);
      await intune.send("DELETE", `/vppTokens/${stack.resources()[0]?.id}`);
      expect((await stack.refresh()).code).toBe(0);
      expect(stack.resources()).toEqual([]);
      intune.forget();
      expect((await stack.up()).code).toBe(0);
      expect(intune.asked().filter((request) => request.startsWith("POST"))).toHaveLength(1);
    });
  });
});
