import { defaultOrganizationId as organization } from "../../src/emulator/settings";
import { tokenText } from "../support/tokenText";
import { withStack } from "../support/withStack";

const token = tokenText({ token: "moved" });

const older = (options: string) => `
  const intune = require("pulumi-intune");
  new intune.AppleVolumePurchaseProgramToken("london", {
    organizationId: "${organization}", token: "${token}", volumePurchaseProgramTokenAccountType: "education",
  }, ${options});
`;
const newer = (id: string, more: string) => `
  const intune = require("pulumi-intune");
  new intune.VppToken("london", { token: "${token}", vppTokenAccountType: "education", ${more} }, { import: "${id}" });
`;

describe("a token that moves from the older entity to VppToken, through the real CLI", () => {
  const { stack, intune } = withStack(
    { "Pulumi.yaml": "name: move\nruntime: nodejs\n", "package.json": "{}", "index.js": older("{}") },
    { per: "test" },
  );
  let id = "";

  const kinds = () => stack.resources().map(({ type, id }) => [type.split(":").at(-1), id]);
  const writes = () => intune.asked().filter((request) => !request.startsWith("GET"));

  beforeEach(async () => {
    expect((await stack.up()).code).toBe(0);
    id = stack.resources()[0]?.id ?? "";
    intune.forget();
  });

  test("is forgotten under the one name and imported under the other, and nothing is written to Intune", async () => {
    stack.write({ "index.js": older("{ retainOnDelete: true }") });
    expect((await stack.up()).code).toBe(0);
    stack.write({ "index.js": newer(id, "") });
    const preview = await stack.preview();
    expect(preview.output).toContain(`The existing VPP token ${id} will be imported as it is: nothing is sent.`);
    const { code, output } = await stack.up();
    expect(output).toContain("AppleVolumePurchaseProgramToken london");
    expect(code).toBe(0);
    expect(kinds()).toEqual([["VppToken", id]]);
    expect(writes()).toEqual([]);
    expect((await stack.drift()).code).toBe(0);
  });

  test("may leave the state by hand instead, and only what the new program says otherwise is sent", async () => {
    const urn = stack.resources()[0]?.urn ?? "";
    expect((await stack.run(["state", "delete", "--yes", urn])).code).toBe(0);
    stack.write({ "index.js": newer(id, 'displayName: "London"') });
    expect((await stack.up()).code).toBe(0);
    expect(kinds()).toEqual([["VppToken", id]]);
    expect(writes()).toEqual([`PATCH /beta/deviceAppManagement/vppTokens/${id}`]);
    expect(intune.requests.find(({ method }) => method === "PATCH")?.body).toEqual({
      "@odata.type": "#microsoft.graph.vppToken",
      displayName: "London",
    });
  });
});
