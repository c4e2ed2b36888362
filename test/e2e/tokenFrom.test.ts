import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { bearer } from "../support/intune";
import { steps } from "../support/steps";
import { tokenText } from "../support/tokenText";
import { withStack } from "../support/withStack";

const first = tokenText({ token: "MARKED-FIRST", expDate: "2098-05-01T10:00:00-0700" });
const renewed = tokenText({ token: "MARKED-RENEWED", expDate: "2099-05-01T10:00:00-0700" });
const expired = tokenText({ token: "MARKED-EXPIRED", expDate: "2020-05-01T10:00:00-0700" });

describe("a token by reference, through the real CLI", () => {
  const { stack, intune } = withStack({ "Pulumi.yaml": "name: reference\nruntime: nodejs\n", "package.json": "{}" });
  const step = steps(() => intune.forget());

  const declare = (source: string, country = "gb") =>
    stack.write({
      "index.js": `
        const intune = require("pulumi-intune");
        const token = new intune.VppToken("london", { tokenFrom: ${source}, countryOrRegion: "${country}" });
        exports.expires = token.expirationDateTime;
      `,
    });
  const file = () => join(stack.folder, "london.vpptoken");
  const bodies = () => intune.requests.flatMap(({ body }) => (body ? [body] : []));

  test("step by step", async () => {
    await step(
      "is uploaded from its file, and neither it nor the bearer of the environment is in any state, diff or log, not even at -v=9",
      async () => {
        writeFileSync(file(), `${first}\n`);
        declare('{ file: "london.vpptoken" }');
        const { code, output } = await stack.run(["-v=9", "--logtostderr", "up", "--yes", "--diff"]);
        expect(code).toBe(0);
        expect(bodies()[0]).toMatchObject({ token: first, countryOrRegion: "gb" });
        for (const secret of [first, "MARKED-FIRST", bearer]) {
          expect(output.includes(secret)).toBe(false);
          expect(stack.stateText().includes(secret)).toBe(false);
        }
        const exported = await stack.mustRun(["stack", "export", "--show-secrets"]);
        expect(exported.includes(first)).toBe(false);
      },
    );

    await step("takes much less state than one in the program", () => {
      const {
        stackTrace: _,
        sourcePosition: __,
        ...resource
      } = stack.resources()[0] as unknown as Record<string, unknown>;
      expect(JSON.stringify(resource).length).toBeLessThanOrEqual(1700);
    });

    await step("has nothing to do while the file holds the same", async () => {
      expect((await stack.up("--expect-no-changes")).code).toBe(0);
      expect(intune.asked()).toEqual([]);
    });

    await step("is not missed when the file is gone and nothing of it is needed", async () => {
      rmSync(file());
      expect((await stack.up("--expect-no-changes")).code).toBe(0);
      declare('{ file: "london.vpptoken" }', "us");
      expect((await stack.up()).code).toBe(0);
      expect(bodies()).toEqual([{ "@odata.type": "#microsoft.graph.vppToken", countryOrRegion: "us" }]);
      expect((await stack.refresh("--expect-no-changes")).code).toBe(0);
    });

    await step("is uploaded at the next up when the file was renewed, and the diff shows that it was", async () => {
      writeFileSync(file(), renewed);
      const { output } = await stack.preview("--diff");
      expect(output).toMatch(/~ sha256/);
      expect(output).not.toMatch(/MARKED/);
      expect((await stack.up()).code).toBe(0);
      expect(bodies()).toEqual([{ "@odata.type": "#microsoft.graph.vppToken", token: renewed }]);
    });

    await step("may move to an environment variable without an upload, when the text is the same", async () => {
      declare('{ env: "LONDON_VPP_TOKEN" }', "us");
      const { code } = await stack.run(["up", "--yes", "--skip-preview"], { LONDON_VPP_TOKEN: renewed });
      expect(code).toBe(0);
      expect(bodies()).toEqual([]);
    });

    await step("is refused at preview when its file holds an expired text, or is missing and needed", async () => {
      writeFileSync(file(), expired);
      declare('{ file: "london.vpptoken" }', "us");
      expect((await stack.preview()).output).toMatch(/tokenFrom expired on 2020-05-01/);
      declare('{ file: "paris.vpptoken" }', "us");
      const { code, output } = await stack.preview();
      expect(output).toMatch(/tokenFrom names a file that can't be read \(ENOENT\)/);
      expect(output).toContain(`a path is relative to the program's folder, ${stack.folder}`);
      expect(code).not.toBe(0);
      expect(intune.asked()).toEqual([]);
    });
  });
});
