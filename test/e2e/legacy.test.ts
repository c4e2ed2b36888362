import { defaultOrganizationId as organization } from "../../src/emulator/settings";
import { steps } from "../support/steps";
import { tokenText } from "../support/tokenText";
import { withStack } from "../support/withStack";

const first = tokenText({ token: "older-first", expDate: "2098-05-01T10:00:00-0700" });
const renewed = tokenText({
  token: "older-renewed",
  expDate: "2099-05-01T10:00:00-0700",
  apps: [{ bundleId: "com.apple.keynote", displayName: "Keynote", assigned: true }],
});
const otherOrganization = "00000000-0000-4000-8000-00000000ffff";
const odataType = "#microsoft.graph.appleVolumePurchaseProgramToken";

const program = (token: string, place: string) => `
  const intune = require("pulumi-intune");
  const token = new intune.AppleVolumePurchaseProgramToken("london", {
    ${place} token: "${token}", volumePurchaseProgramTokenAccountType: "education", countryOrRegion: "GB",
    automaticallyUpdateApps: true,
  });
  exports.expires = token.expirationDateTime;
  exports.state = token.state;
`;

describe("the life of the older entity, through the real CLI", () => {
  let id = "";
  const collection = `/beta/organization/${organization}/appleVolumePurchaseProgramTokens`;
  const write = (token: string, place = `organizationId: "${organization}",`) =>
    stack.write({ "index.js": program(token, place) });
  const inPortal = (change: Record<string, unknown>) => intune.send("PATCH", `/vppTokens/${id}`, change);
  const drift = () => stack.drift("--diff");

  const { stack, intune, open } = withStack({
    "Pulumi.yaml": "name: older\nruntime: nodejs\n",
    "index.js": program(first, ""),
  });
  const step = steps(() => intune.forget());

  test("step by step", async () => {
    await step("without its organizationId a preview fails, and asks nothing", async () => {
      const { code, output } = await stack.preview();
      expect(output).toContain("organizationId is needed to find a VPP token (older entity): declare it");
      expect(code).not.toBe(0);
      expect(intune.asked()).toEqual([]);
    });

    await step("in another tenant's organization it is not created", async () => {
      write(first, `organizationId: "${otherOrganization}",`);
      const { code, output } = await stack.up();
      expect(output).toContain(otherOrganization);
      expect(code).not.toBe(0);
      expect(stack.resources()).toEqual([]);
    });

    await step("a create is one POST to the organization, in beta, under the older names", async () => {
      write(first);
      const { code, output } = await stack.up();
      expect(output).toContain('expires: "2098-05-01T17:00:00Z"');
      expect(code).toBe(0);
      expect(intune.asked().filter((request) => !request.startsWith("GET"))).toEqual([`POST ${collection}`]);
      expect(intune.requests.find(({ method }) => method === "POST")?.body).toEqual({
        "@odata.type": odataType,
        token: first,
        volumePurchaseProgramTokenAccountType: "education",
        countryOrRegion: "GB",
        automaticallyUpdateApps: true,
      });
      id = stack.resources()[0]?.id ?? "";
    });

    await step("a second up asks nothing, even where the configuration asks for v1.0", async () => {
      const { code, output } = await stack.run(["up", "--yes", "--expect-no-changes"], { INTUNE_API_VERSION: "v1.0" });
      expect(output).toContain("2 unchanged");
      expect(code).toBe(0);
      expect(intune.asked()).toEqual([]);
    });

    await step("a change made to its successor is drift, named by the older name", async () => {
      await inPortal({ vppTokenAccountType: "business", appleId: "not.declared@contoso.example" });
      const { code, output } = await drift();
      expect(output).toContain('~ volumePurchaseProgramTokenAccountType: "education" => "business"');
      expect(output).not.toContain("~ appleId");
      expect(code).toBe(7);
      expect(intune.asked()).toEqual([`GET ${collection}/${id}`]);
    });

    await step("the repair is one PATCH of the changed property alone", async () => {
      const { code, output } = await stack.up("--refresh");
      expect(output).toContain("[diff: ~volumePurchaseProgramTokenAccountType]");
      expect(code).toBe(0);
      expect(intune.asked().filter((request) => !request.startsWith("GET"))).toEqual([`PATCH ${collection}/${id}`]);
      expect(intune.requests.find(({ method }) => method === "PATCH")?.body).toEqual({
        "@odata.type": odataType,
        volumePurchaseProgramTokenAccountType: "education",
      });
      expect((await drift()).code).toBe(0);
    });

    await step("another organizationId is refused, since it would be another tenant's entity", async () => {
      write(first, `organizationId: "${otherOrganization}",`);
      const { code, output } = await stack.up();
      expect(output).toMatch(/organizationId can't be changed, .*put it back/);
      expect(code).not.toBe(0);
      expect(intune.asked()).toEqual([]);
    });

    await step(
      "a renewed token is one PATCH of the token alone, to the same entity, after one look at it",
      async () => {
        write(renewed);
        const { output } = await stack.up();
        expect(output).toContain('"2099-05-01T17:00:00Z"');
        expect(intune.asked()).toEqual([`GET ${collection}`, `PATCH ${collection}/${id}`]);
        expect(intune.requests[1]?.body).toEqual({ "@odata.type": odataType, token: renewed });
        expect(stack.resources()[0]?.id).toBe(id);
        expect((await drift()).code).toBe(0);
        expect(stack.stateText()).not.toContain(renewed);
      },
    );

    await step("another program reads it by its organization and id, refreshes it, and never changes it", async () => {
      const reader = await open({
        "Pulumi.yaml": "name: reader\nruntime: nodejs\n",
        "index.js": `
          const intune = require("pulumi-intune");
          const token = intune.AppleVolumePurchaseProgramToken.get("london", "${organization}/${id}");
          exports.kind = token.volumePurchaseProgramTokenAccountType;
          exports.where = token.organizationId;
        `,
      });
      const { code, output } = await reader.up();
      expect(output).toContain('kind : "education"');
      expect(output).toContain(`where: "${organization}"`);
      expect(code).toBe(0);
      expect((await reader.refresh("--expect-no-changes")).code).toBe(0);
      expect((await reader.destroy()).code).toBe(0);
      expect(new Set(intune.asked())).toEqual(new Set([`GET ${collection}/${id}`]));
    });

    await step("it is not destroyed as long as an app of it is assigned", async () => {
      const { code, output } = await stack.destroy();
      expect(output).toContain(`deleting the VPP token (older entity) ${id} was refused`);
      expect(output).toContain("Keynote (com.apple.keynote");
      expect(code).not.toBe(0);
      expect(stack.resources()[0]?.id).toBe(id);
    });

    await step("destroy is one look for assigned apps and one DELETE", async () => {
      const { value } = (await intune.send("GET", "/mobileApps")) as { value: { id: string }[] };
      await intune.send("POST", `/mobileApps/${value[0]?.id}/assign`, { mobileAppAssignments: [] });
      expect((await stack.destroy()).code).toBe(0);
      expect(intune.asked()).toEqual(["GET /beta/deviceAppManagement/mobileApps", `DELETE ${collection}/${id}`]);
      expect(stack.resources()).toEqual([]);
    });
  });
});
