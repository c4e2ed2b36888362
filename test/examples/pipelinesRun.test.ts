import { type Here, startHere } from "../support/pipelines/here";
import { runnable } from "../support/pipelines/runnable";
import { steps } from "../support/steps";
import { tokenText } from "../support/tokenText";

const scripts = (job: string) => runnable(job).map(([script, systems]) => [systems, script] as const);
const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().replace(/\.\d+Z$/, "+0000");

describe("the scripts of examples/pipelines, with the real CLI against a local Intune", () => {
  let here: Here;
  const changed = () => here.intune.requests.filter(({ method }) => method !== "GET");

  beforeAll(async () => {
    here = await startHere();
    const { code, output } = await here.run(
      `pulumi stack init production && pulumi config set --secret londonVppToken ${tokenText({ token: "london" })}`,
    );
    if (code !== 0) throw new Error(output);
  });
  afterAll(() => here?.close());
  const step = steps(() => here.intune.forget());

  test("step by step", async () => {
    await step.each(scripts("preview"))(
      "a preview shows what would be done, and does nothing: %s",
      async (_, script) => {
        const { code, output } = await here.run(script);
        expect(output).toMatch(/countryOrRegion *: "gb"/);
        expect(output).toContain("+ 2 to create");
        expect(code).toBe(0);
        expect(changed()).toEqual([]);
      },
    );

    await step("a deployment does it, once", async () => {
      for (const [, script] of scripts("up")) {
        const { code, output } = await here.run(script);
        expect(output).toMatch(/\+ 2 created|2 unchanged/);
        expect(code).toBe(0);
      }
      expect(changed().map(({ method }) => method)).toEqual(["POST"]);
    });

    await step.each([...scripts("drift"), ...scripts("expiry")])(
      "when Intune holds what the program declares, the checks pass: %s",
      async (_, script) => {
        const { code, output } = await here.run(script);
        expect({ code, output }).toMatchObject({ code: 0 });
      },
    );

    const { value } = await here.intune.send("GET", "/vppTokens");
    const [london] = value as { id: string }[];
    await here.intune.send("PATCH", `/vppTokens/${london?.id}`, { automaticallyUpdateApps: false });
    await step.each(scripts("drift"))(
      "when somebody switched automatic updates off, the drift check fails and names the property: %s",
      async (_, script) => {
        const before = here.state();
        const { code, output } = await here.run(script);
        expect(output).toContain("~ automaticallyUpdateApps: true => false");
        expect(code).toBe(7);
        expect(changed()).toEqual([]);
        expect(here.state()).toBe(before);
      },
    );

    const token = tokenText({ token: "paris", expDate: inDays(10.5), orgName: "Contoso Paris" });
    await here.intune.send("POST", "/vppTokens", { token, appleId: "paris@contoso.example" });
    await step.each(scripts("expiry"))(
      "when a token that no program declares expires in ten days, the expiry check fails and names it: %s",
      async (_, script) => {
        const { code, output } = await here.run(script);
        expect(output).toMatch(/paris@contoso\.example.*10 days/s);
        expect(code).toBe(1);
        expect(changed()).toEqual([]);
      },
    );
  });
});
