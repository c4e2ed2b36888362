import { uploaded } from "../../lookups/uploaded";
import { expectWell } from "../../support/pulumi";
import { steps } from "../../support/steps";
import { tokenText } from "../../support/tokenText";
import { withStack } from "../../support/withStack";
import { reference, yamlProgram, yamlToken } from "../../support/yamlProgram";

const token = (year: number, more: object = {}) =>
  tokenText({ token: `made-up-${year}`, expDate: `${year}-05-01T10:00:00-0700`, ...more });
const apps = [{ bundleId: "com.apple.Pages", totalLicenseCount: 10, usedLicenseCount: 3 }];
const appleId = "vpp@contoso.example";

const invoke = (name: string, args: object, more: object = {}) => ({
  "fn::invoke": { function: `intune:${name}`, arguments: args, ...more },
});

describe("lookups in YAML, through the plugin", () => {
  const { stack, intune } = withStack(yamlProgram("lookups", {}), { link: false });
  let london = "";
  const write = (sections: Parameters<typeof yamlProgram>[1]) => stack.write(yamlProgram("lookups", sections));

  beforeAll(async () => {
    london = await uploaded(intune.url, { orgName: "Contoso", displayName: "London", appleId, apps });
    await intune.send("POST", "/vppTokens", { token: token(2091), appleId: "paris@contoso.example" });
  });
  const step = steps(() => intune.forget());

  test("step by step", async () => {
    await step("find a token by its name, all tokens and the licenses", async () => {
      write({
        variables: {
          found: invoke("getVppToken", { displayName: "London" }),
          all: invoke("getVppTokens", {}, { return: "tokens" }),
          licenses: invoke("getVppTokenLicenses", { bundleId: "com.apple.Pages" }, { return: "licenses" }),
        },
        outputs: {
          id: reference("found.id"),
          expires: reference("found.expirationDateTime"),
          second: reference("all[1].appleId"),
          available: reference("licenses[0].availableLicenseCount"),
        },
      });
      const { code, output } = await stack.up();
      expect(output).toContain(london);
      expect(output).toContain('"2099-05-01T17:00:00Z"');
      expect(output).toContain('"paris@contoso.example"');
      expect(output).toMatch(/available *: 7/);
      expect(code).toBe(0);
      expect(intune.requests.every(({ method }) => method === "GET")).toBe(true);
    });

    await step(
      "wait for a resource that gives an argument, and a sync runs again when its token was written",
      async () => {
        const sync = (name: string) => ({
          type: "intune:VppTokenLicenseSync",
          properties: { vppTokenId: reference(`${name}.id`), triggers: [reference(`${name}.lastAppliedDateTime`)] },
        });
        const program = (country: string) =>
          write({
            resources: { rome: yamlToken({ token: token(2092), countryOrRegion: country }), sync: sync("rome") },
            variables: {
              found: invoke("getVppToken", { id: reference("rome.id") }),
            },
            outputs: {
              country: reference("found.countryOrRegion"),
              synced: reference("sync.lastSyncStatus"),
            },
          });
        program("gb");
        expectWell(await stack.preview());
        const created = await stack.up();
        expect(created.output).toMatch(/country *: "gb"/);
        expect(created.output).toMatch(/synced *: "completed"/);
        expect(created.output).toMatch(
          /VppTokenLicenseSync \(sync\):[\s\S]*license sync of the VPP token \S+ has been asked for/,
        );
        expect(created.code).toBe(0);
        program("fr");
        const preview = await stack.preview("--diff");
        expect(preview.output).toContain("2 to update");
        const { code, output } = await stack.up();
        expect(output).toContain("2 updated");
        expect(output).toMatch(/country *: "gb" => "fr"/);
        expect(code).toBe(0);
        expectWell(await stack.preview("--expect-no-changes"));
      },
    );

    await step("fail for what they don't find, with what was asked for", async () => {
      write({
        variables: { found: invoke("getVppToken", { appleId: "nobody@contoso.example" }) },
        outputs: { id: reference("found.id") },
      });
      const { code, output } = await stack.preview();
      expect(output).toMatch(/nobody@contoso\.example/);
      expect(output).not.toMatch(/\n\s+at .*:\d+:\d+/);
      expect(code).not.toBe(0);
    });
  });
});
