import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { uploaded } from "../../lookups/uploaded";
import { type Declared, nativeDoor } from "../../support/doors";
import { expectWell } from "../../support/pulumi";
import { steps } from "../../support/steps";
import { tokenText } from "../../support/tokenText";
import { withStack, withTokens } from "../../support/withStack";
import { reference, yamlProgram, yamlToken } from "../../support/yamlProgram";

const unknownId = "00000000-0000-4000-8000-000000000000";
const expiring = (year: number) => tokenText({ token: `made-up-${year}`, expDate: `${year}-05-01T10:00:00-0700` });

describe("import, through the plugin", () => {
  const scene = withTokens("importing", nativeDoor, { box: true });
  /** What the program declares besides the subject of a step. */
  const settled: Declared[] = [];

  const step = steps(() => scene.box.forget());

  const made = async (year: number) => {
    const body = { token: expiring(year), appleId: "vpp@contoso.example", countryOrRegion: "us" };
    return String((await scene.intune.send("POST", "/vppTokens", body)).id);
  };
  const declare = (...more: Declared[]) => scene.declareTokens(...settled, ...more);
  const up = (...args: string[]) => scene.stack.up(...args);
  const file = (name: string) => join(scene.stack.folder, name);

  test("step by step", async () => {
    await step(
      "the option import: one GET and one PATCH of what differs, and nothing is shown as removed",
      async () => {
        const id = await made(2090);
        const london = { name: "london", args: { token: expiring(2090), countryOrRegion: "gb" } };
        declare({ ...london, options: { import: id } });
        const preview = await scene.stack.preview("--diff");
        expect(preview.output).toMatch(/\(import\)/);
        expect(preview.output).toMatch(/~ countryOrRegion *: "us" => "gb"/);
        expect(preview.output).not.toMatch(/^ *- (?!\d)/m);
        expect(scene.box.methods()).toEqual(["GET"]);
        scene.box.forget();
        const { code, output } = await up("--diff");
        expect(output).not.toMatch(/^ *- (?!\d)/m);
        expect(code).toBe(0);
        expect(scene.box.requests.map(({ method, body }) => [method, body])).toEqual([
          ["GET", undefined],
          ["PATCH", { "@odata.type": "#microsoft.graph.vppToken", countryOrRegion: "gb" }],
        ]);
        expect(scene.stack.idOf("london")).toBe(id);
        scene.box.forget();
        expectWell(await up("--expect-no-changes"));
        declare(london);
        expectWell(await up("--expect-no-changes"));
        expect(scene.box.methods()).toEqual([]);
        expectWell(await scene.stack.drift());
        settled.push(london);
      },
    );

    await step("the option import: nothing is sent when nothing differs", async () => {
      const id = await made(2091);
      const paris = { name: "paris", args: { token: expiring(2091), countryOrRegion: "US" } };
      declare({ ...paris, options: { import: id } });
      const { code, output } = await up("--diff");
      expect(output).not.toMatch(/^ *- (?!\d)/m);
      expect(code).toBe(0);
      expect(scene.box.methods()).toEqual(["GET"]);
      settled.push(paris);
    });

    await step(
      "the option import: another spelling of the id deletes nothing, and is stored as Graph spells it",
      async () => {
        const [, paris] = settled;
        const id = scene.stack.idOf("paris");
        const inCapitals = { name: "paris", args: { ...paris?.args }, options: { import: String(id).toUpperCase() } };
        scene.declareTokens(...settled.slice(0, 1), inCapitals);
        expectWell(await up());
        expect(scene.box.writes()).toEqual([]);
        expect(scene.stack.idOf("paris")).toBe(id);
        expectWell(await up("--expect-no-changes"));
        expect(await scene.live("paris")).toBeDefined();
      },
    );

    await step("the option import: uploads a newer token, and refuses an older one", async () => {
      const id = await made(2092);
      declare({ name: "rome", args: { token: expiring(2088) }, options: { import: id } });
      const refused = await up();
      expect(refused.output).toMatch(/expires earlier/);
      expect(refused.code).not.toBe(0);
      expect(scene.box.writes()).toEqual([]);
      const rome = { name: "rome", args: { token: expiring(2093) } };
      declare({ ...rome, options: { import: id } });
      expectWell(await up());
      expect(scene.box.requests.at(-1)).toMatchObject({ method: "PATCH", body: { token: rome.args.token } });
      settled.push(rome);
    });

    await step("the option import: an unknown id is named, and nothing is created", async () => {
      declare({ name: "nowhere", args: { token: expiring(2085) }, options: { import: unknownId } });
      for (const args of [["preview"], ["up", "--yes", "--skip-preview"]]) {
        const { code, output } = await scene.stack.run(args);
        expect(output).toContain(unknownId);
        expect(code).not.toBe(0);
      }
      expect(scene.box.writes()).toEqual([]);
    });

    await step("the option import: one id for two resources is refused, and nothing is sent", async () => {
      const id = await made(2086);
      declare(
        { name: "one", args: { countryOrRegion: "gb" }, options: { import: id } },
        { name: "other", args: { countryOrRegion: "fr" }, options: { import: id } },
      );
      const { code, output } = await scene.stack.run(["up", "--yes"]);
      expect(output).toContain(id);
      expect(code).not.toBe(0);
      expect(scene.box.writes()).toEqual([]);
    });

    await step("an import applies from a saved plan", async () => {
      const id = await made(2094);
      const berlin = { name: "berlin", args: { token: expiring(2095), countryOrRegion: "de" } };
      declare({ ...berlin, options: { import: id } });
      expectWell(await scene.stack.preview("--save-plan", "plan.json"));
      scene.box.forget();
      const { code, output } = await up("--plan", "plan.json");
      expect(output).not.toContain("violates plan");
      expect(code).toBe(0);
      expect(scene.box.requests.at(-1)).toMatchObject({
        method: "PATCH",
        body: { token: berlin.args.token, countryOrRegion: "de" },
      });
      settled.push(berlin);
    });

    await step("pulumi import: writes the state and the code, and the program then changes nothing", async () => {
      const id = await made(2096);
      declare();
      const { code, output } = await scene.stack.run([
        ...["import", "intune:index:VppToken", "madrid", id, "--yes", "--protect=false", "--skip-preview"],
      ]);
      expect(output).toMatch(/madrid:\s+type: intune:VppToken\s+properties:\s/);
      expect(output).toMatch(/countryOrRegion: us/);
      expect(code).toBe(0);
      expect(scene.box.methods()).toEqual(["GET"]);
      expect(scene.stack.idOf("madrid")).toBe(id);
      const properties = /madrid:\n\s+type: intune:VppToken\n\s+properties:\n((?: {6}.*\n)+)/.exec(output)?.[1] ?? "";
      const args = Object.fromEntries(
        [...properties.matchAll(/^ {6}(\w+): (.*)$/gm)].map(([, key, value]) => [key, value]),
      );
      const madrid = {
        name: "madrid",
        args: { ...args, automaticallyUpdateApps: args.automaticallyUpdateApps === "true" },
      };
      scene.box.forget();
      declare(madrid);
      expectWell(await up("--expect-no-changes"));
      const complete = { ...madrid, args: { ...madrid.args, token: expiring(2096) } };
      declare(complete);
      expectWell(await up());
      expect(scene.box.methods()).toEqual([]);
      settled.push(complete);
    });

    await step("pulumi import: an unknown id fails and is named", async () => {
      const { code, output } = await scene.stack.run([
        ...["import", "intune:index:VppToken", "nobody", unknownId, "--yes", "--skip-preview"],
      ]);
      expect(output).toContain(unknownId);
      expect(code).not.toBe(0);
    });

    await step("get: reads a token and manages nothing of it; an unknown id is named", async () => {
      const id = await made(2084);
      const reading = (which: string) =>
        scene.stack.write(
          yamlProgram("importing", {
            resources: {
              ...Object.fromEntries(settled.map(({ name, args }) => [name, yamlToken(args)])),
              read: { type: "intune:VppToken", get: { id: which } },
            },
            outputs: { expires: reference("read.expirationDateTime") },
          }),
        );
      reading(id);
      const { code, output } = await up();
      expect(output).toMatch(/expires *: "2084-05-01T17:00:00Z"/);
      expect(code).toBe(0);
      reading(unknownId);
      const failed = await up();
      expect(failed.output).toContain(unknownId);
      expect(failed.code).not.toBe(0);
      expect(scene.box.writes()).toEqual([]);
    });

    await step(
      "preview --import-file: lists what the program has and the state lacks; two ids make one list",
      async () => {
        const ids = [await made(2097), await made(2098)];
        const both = [2097, 2098].map((year) => ({ name: `from-file-${year}`, args: { token: expiring(year + 2) } }));
        declare(...both);
        expectWell(await scene.stack.preview("--import-file", "import.json"));
        const listed = JSON.parse(readFileSync(file("import.json"), "utf8"));
        expect(listed.resources).toEqual(
          both.map(({ name }) => ({ type: "intune:index:VppToken", name, id: "<PLACEHOLDER>" })),
        );
        const resources = listed.resources.map((one: object, index: number) => ({ ...one, id: ids[index] }));
        writeFileSync(file("import.json"), JSON.stringify({ resources }));
        scene.box.forget();
        const { code } = await scene.stack.run([
          ...["import", "--file", "import.json", "--yes", "--protect=false", "--skip-preview", "--generate-code=false"],
        ]);
        expect(code).toBe(0);
        expect(scene.box.requests.map(({ path }) => path)).toEqual(["/v1.0/deviceAppManagement/vppTokens"]);
        expect(both.map(({ name }) => scene.stack.idOf(name))).toEqual(ids);
      },
    );
  });
});

describe("import with beta in the configuration, through the plugin", () => {
  const { stack, intune } = withStack(yamlProgram("importing-beta", {}), {
    link: false,
    configuration: { "intune:apiVersion": "beta" },
  });

  test("pulumi import takes the properties that only beta has", async () => {
    const id = await uploaded(intune.url, { orgName: "Contoso", displayName: "Oslo" });
    const { code, output } = await stack.run([
      ...["import", "intune:index:VppToken", "oslo", id, "--yes", "--protect=false", "--skip-preview"],
    ]);
    expect(output).toContain("displayName: Oslo");
    expect(code).toBe(0);
  });
});
