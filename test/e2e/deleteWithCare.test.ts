import { graphError, startRefusingService } from "../support/refusingService";
import { steps } from "../support/steps";
import { tokenText } from "../support/tokenText";
import { withStack } from "../support/withStack";

const keynote = { bundleId: "com.apple.keynote", displayName: "Keynote", assigned: true, usedLicenseCount: 5 };
const unassigned = { ...keynote, assigned: false };

/** One token for each of the apps' lists. */
const program = (more: string, ...apps: readonly (readonly object[])[]) => `
  const intune = require("pulumi-intune");
  const texts = ${JSON.stringify(apps.map((each, index) => tokenText({ token: `careful ${index}`, apps: each as [] })))};
  texts.forEach((token, index) => new intune.VppToken("token-" + index, { token, ${more} }));
`;

describe("deleting with care, through the real CLI", () => {
  const id = () => stack.resources()[0]?.id;
  const destroy = (variables: Record<string, string> = {}) =>
    stack.run(["destroy", "--yes", "--skip-preview"], variables);
  const methods = () => intune.requests.map(({ method }) => method);
  const isLive = async () => (await intune.send("GET", `/vppTokens/${id()}`)).id === id();

  async function up(files: string): Promise<void> {
    stack.write({ "index.js": files });
    await stack.mustRun(["up", "--yes", "--skip-preview"]);
    intune.forget();
  }

  const { stack, intune } = withStack({ "Pulumi.yaml": "name: care\nruntime: nodejs\n" });
  const step = steps();

  test("step by step", async () => {
    await step("a token with an assigned app stays in Intune and in the state, and the app is named", async () => {
      await up(program("", [keynote]));
      const { code, output } = await destroy();
      expect(output).toContain(`deleting the VPP token ${id()} was refused`);
      expect(output).toMatch(/- Keynote \(com\.apple\.keynote, id [0-9a-f-]{36}\)/);
      expect(output).toMatch(/declare `forceDestroy: true`, run `pulumi up`, and delete again/);
      expect(output).not.toMatch(/\n\s+at .*:\d+:\d+/);
      expect(code).not.toBe(0);
      expect(methods()).toEqual(["GET"]);
      expect(await isLive()).toBe(true);
    });

    await step("without the permission to read apps it stays too, and the permission is named", async () => {
      const service = await startRefusingService(403, graphError("Forbidden", "Application is not authorized."));
      try {
        const { code, output } = await destroy({ INTUNE_GRAPH_ENDPOINT: service.url });
        expect(output).toContain("DeviceManagementApps.Read.All");
        expect(output).toContain("forceDestroy: true");
        expect(code).not.toBe(0);
        expect(await isLive()).toBe(true);
      } finally {
        await service.close();
      }
    });

    await step("once the app is no longer assigned, the token is deleted", async () => {
      const { value } = (await intune.send("GET", "/mobileApps")) as { value: { id: string }[] };
      await intune.send("POST", `/mobileApps/${value[0]?.id}/assign`, { mobileAppAssignments: [] });
      intune.forget();
      expect((await destroy()).code).toBe(0);
      expect(methods()).toEqual(["GET", "DELETE"]);
      expect(stack.resources()).toEqual([]);
    });

    await step(
      "forceDestroy is declared without a request, and then the token is deleted with its apps by one",
      async () => {
        await up(program("", [keynote]));
        stack.write({ "index.js": program("forceDestroy: true", [keynote]) });
        expect((await stack.up()).code).toBe(0);
        expect((await destroy()).code).toBe(0);
        expect(methods()).toEqual(["DELETE"]);
        expect(stack.resources()).toEqual([]);
      },
    );

    await step("revokeLicensesOnDelete revokes, waits until that is done, and then deletes", async () => {
      await up(program("revokeLicensesOnDelete: true", [unassigned]));
      const token = id();
      const { code, output } = await destroy();
      expect(output).toContain(`Revoking the licenses of the VPP token ${token}`);
      expect(code).toBe(0);
      const beta = `/beta/deviceAppManagement/vppTokens/${token}`;
      const asked = intune.asked();
      expect(asked.slice(0, 3)).toEqual([
        "GET /beta/deviceAppManagement/mobileApps",
        `GET ${beta}`,
        `POST ${beta}/revokeLicenses`,
      ]);
      expect(new Set(asked.slice(3, -1))).toEqual(new Set([`GET ${beta}`]));
      expect(asked.at(-1)).toBe(`DELETE /v1.0/deviceAppManagement/vppTokens/${token}`);
      expect(stack.resources()).toEqual([]);
    });

    await step("a revocation that fails keeps the token in Intune and in the state, and says why", async () => {
      await up(program("revokeLicensesOnDelete: true", [unassigned]));
      const expired = tokenText({ token: "careful 0", expDate: "2020-01-01T00:00:00Z" });
      await intune.send("PATCH", `/vppTokens/${id()}`, { token: expired });
      const { code, output } = await destroy();
      expect(output).toMatch(/revoking the licenses of the VPP token .* failed: Intune says: failed; expiredVppToken/);
      expect(output).toContain("5 of 5 licenses failed");
      expect(code).not.toBe(0);
      expect(methods()).not.toContain("DELETE");
      expect(await isLive()).toBe(true);
    });

    await step("without revokeLicensesOnDelete that token is deleted", async () => {
      await up(program("", [unassigned]));
      expect((await destroy()).code).toBe(0);
      expect(stack.resources()).toEqual([]);
    });

    await step("five deletes share one look for assigned apps", async () => {
      await up(program("", [unassigned], [], [], [], []));
      expect((await destroy()).code).toBe(0);
      expect(methods()).toEqual(["GET", "DELETE", "DELETE", "DELETE", "DELETE", "DELETE"]);
      expect(stack.resources()).toEqual([]);
    });
  });
});
