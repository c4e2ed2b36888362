import { expectWell } from "../../support/pulumi";
import { steps } from "../../support/steps";
import { tokenText } from "../../support/tokenText";
import { withStack } from "../../support/withStack";
import { yamlProgram, yamlToken } from "../../support/yamlProgram";

/** The one that is there first, and another of the same location. */
const first = tokenText({ token: "one", location: "London", expDate: "2098-05-01T10:00:00-0700" });
const second = tokenText({ token: "other", location: "London", expDate: "2099-05-01T10:00:00-0700" });

describe("a token that Intune can't use, through the plugin", () => {
  const program = yamlProgram("unusable", {
    // Graph's v1.0 has no duplicateLocationId.
    resources: { london: yamlToken({ token: second, displayName: "London" }) },
  });
  const { stack, intune } = withStack(program, { link: false });
  const step = steps(() => intune.forget());

  test("step by step", async () => {
    const { id: other } = await intune.send("POST", "/vppTokens", { token: first });

    await step("is kept in the state, and the run fails with the reason and the id of the other", async () => {
      const { code, output } = await stack.up();
      expect(output).toMatch(/duplicateLocationId/);
      expect(output).toContain(`The other one is ${other}`);
      expect(code).not.toBe(0);
      expect(stack.resources()).toHaveLength(1);
      expect(stack.stateText()).toContain("initErrors");
    });

    await step("fails at the next up as long as it is so, and is not uploaded again", async () => {
      const { code, output } = await stack.up();
      expect(output).toMatch(/duplicateLocationId/);
      expect(code).not.toBe(0);
      expect(intune.asked().filter((request) => request.startsWith("POST"))).toEqual([]);
      expect(stack.resources()).toHaveLength(1);
    });

    await step("ends well when the other is gone, and sends nothing after that", async () => {
      await intune.send("DELETE", `/vppTokens/${other}`);
      expectWell(await stack.up());
      expect(intune.asked().filter((request) => !request.startsWith("GET"))).toEqual([]);
      expect(stack.stateText()).not.toContain("initErrors");
      intune.forget();
      expectWell(await stack.up("--expect-no-changes"));
      expect(intune.asked()).toEqual([]);
    });
  });
});
