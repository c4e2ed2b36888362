import { defaultOrganizationId as organization } from "../../../src/emulator/settings";
import { expectWell } from "../../support/pulumi";
import { steps } from "../../support/steps";
import { tokenText } from "../../support/tokenText";
import { withStack } from "../../support/withStack";
import { yamlProgram } from "../../support/yamlProgram";

const first = tokenText({ token: "older", expDate: "2098-05-01T10:00:00-0700" });
const second = tokenText({ token: "another", expDate: "2097-05-01T10:00:00-0700" });

describe("the older entity in YAML, through the plugin", () => {
  const collection = `/beta/organization/${organization}/appleVolumePurchaseProgramTokens`;
  const older = (token: string, options: object = {}) => ({
    type: "intune:AppleVolumePurchaseProgramToken",
    properties: { organizationId: organization, token, countryOrRegion: "gb" },
    options,
  });
  const program = (resources: object) => yamlProgram("older", { resources: { ...resources } });
  const { stack, intune } = withStack(program({ london: older(first) }), { link: false });
  const step = steps(() => intune.forget());
  const writes = () => intune.asked().filter((request) => !request.startsWith("GET"));

  test("step by step", async () => {
    await step("is created by one POST to its organization, and a second up sends nothing", async () => {
      expectWell(await stack.preview());
      expectWell(await stack.up());
      expect(writes()).toEqual([`POST ${collection}`]);
      intune.forget();
      expectWell(await stack.up("--expect-no-changes"));
      expect(intune.asked()).toEqual([]);
      expectWell(await stack.refresh("--expect-no-changes"));
    });

    await step("is imported by the id of its organization and its own", async () => {
      const { id } = await intune.send("POST", "/vppTokens", { token: second, countryOrRegion: "gb" });
      intune.forget();
      stack.write(program({ london: older(first), paris: older(second, { import: `${organization}/${id}` }) }));
      expectWell(await stack.preview());
      expectWell(await stack.up("--diff"));
      expect(writes()).toEqual([]);
      expectWell(await stack.up("--expect-no-changes"));
      expectWell(await stack.refresh("--expect-no-changes"));
    });

    await step("is destroyed", async () => {
      expectWell(await stack.destroy());
      expect((await intune.send("GET", "/vppTokens")).value).toEqual([]);
    });
  });
});
