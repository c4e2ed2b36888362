import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { graphError } from "../support/middlebox";
import { steps } from "../support/steps";
import { tokenText } from "../support/tokenText";
import { tokenProgram, withStack } from "../support/withStack";

const unknownId = "00000000-0000-4000-8000-000000000000";
const expiring = (year: number) => tokenText({ token: `made-up-${year}`, expDate: `${year}-05-01T10:00:00-0700` });

describe("saved plans, through the real CLI", () => {
  const { stack, box, intune, declareTokens, live } = withStack(tokenProgram("saved-plan"), { box: true });

  const step = steps(() => box.forget());

  const plan = () => stack.preview("--save-plan", "plan.json");
  const apply = () => stack.up("--plan", "plan.json");

  test("step by step", async () => {
    await step.each([
      ["that changes the token", { countryOrRegion: "gb" }, /chang.*countryOrRegion/, ["PATCH"]],
      ["that uploads a newer token", { token: expiring(2099) }, /chang.*token/, ["PATCH"]],
      ["that sends nothing", { countryOrRegion: "US" }, /nothing (is|will be) sent|no changes/i, []],
      ["with the token from a file", { tokenFrom: { file: "london.vpptoken" } }, /chang.*token/, ["PATCH"]],
    ])("import: %s applies from a saved plan, and its preview tells what it does", async (what, more, note, writes) => {
      writeFileSync(join(stack.folder, "london.vpptoken"), expiring(2100));
      const { id } = await intune.send("POST", "/vppTokens", { token: expiring(2098), countryOrRegion: "us" });
      const name = what.replaceAll(" ", "-");
      declareTokens({ name, args: more, options: { import: id } });
      const preview = await plan();
      expect(preview.code).toBe(0);
      expect(preview.output).toContain(id);
      expect(preview.output).toMatch(note);
      expect(readFileSync(join(stack.folder, "plan.json"), "utf8")).not.toMatch(
        /__adoption|will be (adopted|imported)/,
      );
      const { code, output } = await apply();
      expect(output).not.toContain("violates plan");
      expect(code).toBe(0);
      // The plan also deletes the token of the case before.
      const methods = box.writes().map((write) => write.split(" ")[0]);
      expect(methods.filter((method) => method !== "DELETE")).toEqual(writes);
      expect(stack.idOf(name)).toBe(id);
    });

    await step("create and update: apply from saved plans", async () => {
      const declare = (year: number) =>
        declareTokens({ name: "paris", args: { token: expiring(year), appleId: "a@b.example" } });
      declare(2088);
      expect((await plan()).code).toBe(0);
      expect((await apply()).code).toBe(0);
      declare(2089);
      expect((await plan()).code).toBe(0);
      expect((await apply()).code).toBe(0);
      expect(await live("paris")).toMatchObject({ expirationDateTime: "2089-05-01T17:00:00Z" });
    });
  });
});

describe("get: reads what exists, through the real CLI", () => {
  const { stack, box, intune } = withStack(tokenProgram("get"), { box: true });

  const step = steps(() => {
    box.intervene();
    box.forget();
  });

  const get = (id: string) =>
    stack.write({
      "index.js": `
        const token = require("pulumi-intune").VppToken.get("london", "${id}");
        exports.expires = token.expirationDateTime;
      `,
    });

  test("step by step", async () => {
    await step("get: fails for an unknown id and names it, at preview and at up", async () => {
      get(unknownId);
      for (const args of [["preview"], ["up", "--yes", "--skip-preview"]]) {
        const { code, output } = await stack.run(args);
        expect(output).toMatch(new RegExp(`error:[^]*${unknownId}`));
        expect(output).not.toMatch(/\n\s+at .*:\d+:\d+/);
        expect(code).not.toBe(0);
      }
      expect(stack.resources()).toEqual([]);
      expect(box.writes()).toEqual([]);
    });

    await step("get: fails for a token that has gone since the last run", async () => {
      const { id } = await intune.send("POST", "/vppTokens", { token: expiring(2098) });
      get(String(id));
      expect((await stack.up()).output).toContain("2098-05-01");
      await intune.send("DELETE", `/vppTokens/${id}`);
      const { code, output } = await stack.up();
      expect(output).toMatch(new RegExp(`error:[^]*${id}`));
      expect(code).not.toBe(0);
    });

    await step("get: finds an id in capitals", async () => {
      const { id } = await intune.send("POST", "/vppTokens", { token: expiring(2097) });
      box.intervene(({ path }, forward) =>
        path.endsWith(String(id).toUpperCase())
          ? intune.send("GET", `/vppTokens/${id}`).then((body) => ({ status: 200, body }))
          : forward(),
      );
      get(String(id).toUpperCase());
      const { code, output } = await stack.up();
      expect(output).toContain("2097-05-01");
      expect(code).toBe(0);
    });

    await step("get: fails with what answered when that wasn't Graph, and doesn't call the token unknown", async () => {
      get(unknownId);
      box.intervene(() => graphError(403, "Forbidden"));
      const { code, output } = await stack.up();
      expect(output).toContain("Forbidden");
      expect(code).not.toBe(0);
    });
  });
});
