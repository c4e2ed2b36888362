import { type BoxAnswer, graphError } from "../support/middlebox";
import { tokenText } from "../support/tokenText";
import { tokenProgram, withStack } from "../support/withStack";

describe("replacement: one that was cut short recovers, through the real CLI", () => {
  const { stack, box, intune, declareTokens, live } = withStack(tokenProgram("cut-short"), { box: true, per: "test" });
  const name = "london";
  const declare = (token: string, country: string) =>
    declareTokens({
      name,
      args: { token, appleId: "vpp@contoso.example", countryOrRegion: country },
      options: { replaceOnChanges: ["countryOrRegion"] },
    });

  /** The answers to every POST are like this, and nothing is created, until that is undone. */
  const refuse = (answer: BoxAnswer | "hang up") =>
    box.intervene(({ method }, forward) => (method === "POST" ? answer : forward()));

  async function expectRecovery(token: string): Promise<void> {
    box.intervene();
    box.forget();
    const preview = await stack.preview();
    expect(preview.output).not.toContain("error:");
    const { code, output } = await stack.up();
    expect(output).not.toContain("error:");
    expect(code).toBe(0);
    expect(box.writes().filter((write) => write === "POST")).toEqual(["POST"]);
    expect((await intune.tokens()).map(({ id }) => id)).toEqual([stack.idOf(name)]);
    expect(await live(name)).toMatchObject({ countryOrRegion: "us" });
    expect(stack.resources()).toHaveLength(1);
    declare(token, "us");
    expect((await stack.up("--expect-no-changes")).code).toBe(0);
    expect((await stack.drift()).code).toBe(0);
  }

  test.each([
    ["403 refused it", graphError(403, "Forbidden")],
    ["409 refused it", graphError(409, "Conflict")],
    ["400 refused it", graphError(400, "BadRequest")],
    ["every POST fails with 500", graphError(500, "InternalServerError")],
    ["every POST is cut off", "hang up"],
  ] as const)("replacement: the next run creates the token when %s after the delete", async (_, answer) => {
    const token = tokenText({ token: name });
    declare(token, "gb");
    await stack.mustRun(["up", "--yes", "--skip-preview"]);
    declare(token, "us");
    refuse(answer);
    expect((await stack.up()).code).not.toBe(0);
    expect(await intune.tokens()).toEqual([]);
    await expectRecovery(token);
  });

  test("replacement: the next run creates the token when the user asked for it (--replace)", async () => {
    const token = tokenText({ token: name });
    declare(token, "us");
    await stack.mustRun(["up", "--yes", "--skip-preview"]);
    const urn = String(stack.resources()[0]?.urn);
    refuse(graphError(403, "Forbidden"));
    expect((await stack.up("--replace", urn)).code).not.toBe(0);
    expect(await intune.tokens()).toEqual([]);
    await expectRecovery(token);
  });

  test("replacement: the next run creates an older token than one that was uploaded elsewhere before", async () => {
    const expiring = (year: number) => tokenText({ token: `${year}`, expDate: `${year}-05-01T10:00:00-0700` });
    declare(expiring(2098), "gb");
    await stack.mustRun(["up", "--yes", "--skip-preview"]);
    await intune.send("PATCH", `/vppTokens/${stack.idOf(name)}`, { token: expiring(2100) });
    expect((await stack.refresh()).code).toBe(0);
    declare(expiring(2100), "us");
    refuse(graphError(403, "Forbidden"));
    expect((await stack.up()).code).not.toBe(0);
    expect(await intune.tokens()).toEqual([]);
    declare(expiring(2099), "us");
    await expectRecovery(expiring(2099));
  });

  test.each([
    ["", async () => {}],
    [" after a refresh", () => stack.refresh()],
  ])("replacement: the next run creates a renewed token%s", async (_, between) => {
    const token = tokenText({ token: name });
    const renewed = tokenText({ token: "renewed", expDate: "2100-05-01T10:00:00-0700" });
    declare(token, "gb");
    await stack.mustRun(["up", "--yes", "--skip-preview"]);
    declare(renewed, "us");
    refuse(graphError(403, "Forbidden"));
    expect((await stack.up()).code).not.toBe(0);
    box.intervene();
    await between();
    await expectRecovery(renewed);
  });
});
