import { collection, uploaded } from "../lookups/uploaded";
import { runProgram } from "../support/childProgram";
import { bearer, type Intune, startIntune } from "../support/intune";
import { root } from "../support/pulumi";
import { steps } from "../support/steps";
import { tokenText } from "../support/tokenText";
import { withStack } from "../support/withStack";

const contosoBearer = "MARKED-BEARER-OF-CONTOSO";
const appleId = "vpp@contoso.example";
const apps = [{ bundleId: "com.apple.Pages", totalLicenseCount: 10, usedLicenseCount: 3 }];

const lookUp = `
  const intune = require("pulumi-intune");
  module.exports = async () => {
    const london = await intune.getVppToken({ displayName: "London" });
    const tokens = await intune.getVppTokens();
    const licenses = await intune.getVppTokenLicenses({ bundleId: "com.apple.Pages" });
    const contoso = await intune.getVppToken({ connection: "contoso", appleId: "${appleId}" });
    return { london: london.id, count: tokens.length, available: licenses[0].availableLicenseCount, contoso: contoso.organizationName };
  };
`;
const build = `
  const intune = require("pulumi-intune");
  module.exports = async () => {
    const { organizationName } = await intune.getVppToken({ displayName: "London" });
    const token = new intune.VppToken("new", { token: "${tokenText({ token: "inner of new", expDate: "2099-05-02T10:00:00-0700" })}", appleId: "new@contoso.example", organizationName });
    const found = intune.getVppTokenOutput({ id: token.id });
    const after = intune.getVppTokensOutput({}, { dependsOn: [token] });
    return { organization: found.organizationName, expires: found.expirationDateTime, count: after.apply((all) => all.length) };
  };
`;
const component = `
  const pulumi = require("@pulumi/pulumi");
  const intune = require("pulumi-intune");
  class School extends pulumi.ComponentResource {
    constructor(name, appleId) {
      super("contoso:index:School", name);
      const token = "${tokenText({ token: "inner of school", expDate: "2099-05-03T10:00:00-0700" })}";
      this.token = new intune.VppToken(name, { token, appleId }, { parent: this });
      this.registerOutputs();
    }
  }
  const appleId = "school@contoso.example";
  const school = new School("school", appleId);
  exports.found = intune.getVppTokenOutput({ appleId }, { dependsOn: school }).id;
  exports.byArgument = intune.getVppTokenOutput({ appleId: school.token.appleId }).id;
  exports.listed = intune.getVppTokensOutput({}, { dependsOn: school }).apply((all) => all.map(({ id }) => id).join());
`;

describe("lookups, through the real CLI", () => {
  const { stack, intune } = withStack(
    { "Pulumi.yaml": "name: lookups\nruntime: nodejs\n", "package.json": "{}", "index.js": lookUp },
    { emulator: { faults: true }, variables: (intune) => ({ INTUNE_GRAPH_ENDPOINT: intune.url }) },
  );
  let contoso: Intune;
  let london = "";
  const program = (text: string) => stack.write({ "index.js": text });

  beforeAll(async () => {
    contoso = await startIntune();
    london = await uploaded(intune.url, { orgName: "London Ltd", displayName: "London", appleId, apps });
    await uploaded(intune.url, { orgName: "Paris SA", displayName: "Paris", appleId });
    await uploaded(contoso.url, { orgName: "Contoso of the other tenant", appleId });
    await stack.configure(
      { "intune:accessToken": bearer, "contoso:graphEndpoint": contoso.url, "contoso:accessToken": contosoBearer },
      ["intune:accessToken", "contoso:accessToken"],
    );
  });
  afterAll(() => contoso?.close());
  const step = steps(() => {
    intune.forget();
    contoso.forget();
  });

  test("step by step", async () => {
    await step("a program exports what it finds in two tenants, with the secrets of its configuration", async () => {
      program(lookUp);
      const { code, output } = await stack.up();
      expect(output).toMatch(
        /available: 7\s+contoso {2}: "Contoso of the other tenant"\s+count {4}: 2\s+london {3}: "/,
      );
      expect(output).toContain(london);
      expect(code).toBe(0);
      const bearers = ({ requests }: Intune) => [...new Set(requests.map(({ headers }) => headers.authorization))];
      expect(bearers(intune)).toEqual([`Bearer ${bearer}`]);
      expect(bearers(contoso)).toEqual([`Bearer ${contosoBearer}`]);
      expect(`${output}${stack.stateText()}`).not.toMatch(/MARKED/);
    });

    await step("an Output form asks nothing at preview while the resource that it builds on isn't there", async () => {
      program(build);
      const { code, output } = await stack.preview();
      expect(output).toContain("VppToken new create");
      expect(code).toBe(0);
      // The second list is that of the new resource.
      expect(intune.asked().sort()).toEqual([`GET /beta${collection}`, `GET /v1.0${collection}`]);
    });

    await step("what is found feeds a resource, and a resource feeds a lookup", async () => {
      program(build);
      const { code, output } = await stack.up();
      expect(output).toMatch(/organization: "London Ltd"/);
      expect(output).toMatch(/expires {5}: "2099-05-02T17:00:00Z"/);
      expect(output).toMatch(/count {7}: 2 => 3/);
      expect(code).toBe(0);
      expect(stack.resources().map(({ outputs }) => outputs.organizationName)).toEqual(["London Ltd"]);
    });

    await step(
      "an Output form asks nothing at preview while a token in the component that it depends on isn't there",
      async () => {
        program(component);
        const { code, output } = await stack.preview();
        expect(output).toContain("VppToken school create");
        expect(output).toMatch(/found\s*: \[unknown\]/);
        expect(output).toMatch(/byArgument\s*: \[unknown\]/);
        expect(output).toMatch(/listed\s*: \[unknown\]/);
        expect(code).toBe(0);
        expect(intune.asked()).toEqual([`GET /v1.0${collection}`]);
      },
    );

    await step("an Output form asks once the token in the component that it depends on is created", async () => {
      program(component);
      // Time enough for a lookup that doesn't wait.
      const late = { kind: "latency", method: "POST", milliseconds: 3000 };
      await intune.fail(late);
      expect((await stack.up()).code).toBe(0);
      const [school] = stack.resources();
      const { found, byArgument, listed } = JSON.parse(await stack.mustRun(["stack", "output", "--json"]));
      expect([found, byArgument]).toEqual([school?.id, school?.id]);
      expect(listed.split(",")).toContain(school?.id);
    });

    await step("a lookup that finds several ends the deployment with the candidates, and no stack trace", async () => {
      program(`require("pulumi-intune").getVppToken({ appleId: "${appleId}" });`);
      const { code, output } = await stack.preview();
      expect(output).toContain('getVppToken: 2 VPP tokens of the connection "intune" have this appleId:');
      expect(output).toContain(`- id ${london}, name London Ltd, Apple ID ${appleId}`);
      expect(output).not.toMatch(/\n\s+at .*:\d+/);
      expect(output).not.toContain("unhandled");
      expect(code).not.toBe(0);
    });

    await step("an Output form that finds nothing ends the deployment likewise", async () => {
      program(`exports.token = require("pulumi-intune").getVppTokenOutput({ displayName: "Rome" });`);
      const { code, output } = await stack.preview();
      expect(output).toContain('getVppToken: no VPP token of the connection "intune" has this displayName.');
      expect(output).not.toMatch(/\n\s+at .*:\d+/);
      expect(code).not.toBe(0);
    });

    await step("a connection without a key says which, with its namespace", async () => {
      program(`require("pulumi-intune").getVppTokens({ connection: "fabrikam" });`);
      const { code, output } = await stack.preview();
      expect(output).toContain("Set fabrikam:tenantId");
      expect(output).not.toMatch(/\n\s+at .*:\d+/);
      expect(code).not.toBe(0);
    });
  });

  describe("in a plain script, without Pulumi's engine", () => {
    const script = (text: string) =>
      runProgram(`const intune = require("pulumi-intune"); ${text}`, { folder: root, environment: intune.variables });

    test("a lookup asks with what the environment variables say", async () => {
      const { stdout, stderr, code } = await script(
        `intune.getVppToken({ displayName: "London" }).then(({ id }) => console.log(id));`,
      );
      expect({ stdout, stderr, code }).toEqual({ stdout: `${london}\n`, stderr: "", code: 0 });
    });

    test("an Output form does so too", async () => {
      const { stdout, stderr } = await script(
        `intune.getVppTokenOutput({ id: "${london}" }).apply(({ organizationName }) => console.log(organizationName));`,
      );
      expect({ stdout, stderr }).toEqual({ stdout: "London Ltd\n", stderr: "" });
    });

    test("an error that nobody catches ends the script with its message, without frames of this package", async () => {
      const { stderr, code } = await script(`intune.getVppToken({ displayName: "Rome" });`);
      expect(stderr).toContain('Error: getVppToken: no VPP token of the connection "intune" has this displayName.');
      expect(stderr).not.toMatch(/\bat .*dist/);
      expect(stderr).not.toContain(bearer);
      expect(code).toBe(1);
    });
  });
});
