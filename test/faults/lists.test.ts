import { runCases } from "./listCases";
import { report } from "./report";
import { args, type Declared, withStage } from "./stage";
import { leaksIn, said, standing } from "./verdict";

describe("nothing is lost, doubled or leaked", () => {
  const stage = withStage();
  const cases = runCases.map((one, index) => [one.operation, one.kind, one, `run-${index + 1}`] as const);
  const declared = new Map<string, Declared>();

  function declare(...tokens: readonly Declared[]): void {
    for (const token of tokens) declared.set(token.name, token);
    // The newest first.
    stage.declare([...declared.values()].reverse());
  }

  // A case changes or takes away a token of its own, which is there before all of them.
  beforeAll(async () => {
    const existing = cases.flatMap(([operation, , , name]) => (operation === "create" ? [] : [name]));
    declare(...existing.map((name) => ({ name, args: args(name) })));
    expect(await stage.run("up")).toMatchObject({ code: 0 });
  });

  /** Runs on without faults until all is well, as a user would: with the import that a message asks for. */
  async function mend(subject: Declared): Promise<"at the next run" | "after an import" | "never"> {
    const run = await stage.run("up");
    if (run.code === 0) return "at the next run";
    const id = /`import: "([^"]+)"`/.exec(said(run.output, subject.name))?.[1];
    if (id === undefined) return "never";
    declare({ ...subject, import: id });
    return (await stage.run("up")).code === 0 ? "after an import" : "never";
  }

  test.each(cases)("by a run (%s) that meets %s", async (operation, kind, one, name) => {
    const outputBefore = stage.output().length;
    const changes = operation === "update" ? { automaticallyUpdateApps: true } : {};
    const subject = { name, args: { ...args(name), ...changes } };
    if (operation === "delete") {
      declared.delete(name);
      declare();
    } else declare(subject);
    await stage.intune.fail(...one.faults);
    const { code, output } = await stage.run("up");
    await stage.intune.heal();
    const mended = code === 0 ? undefined : await mend(subject);
    const tenant = await stage.intune.tokens();
    const { lost, doubled, differing, id } = standing(subject, tenant, stage.stack.resources());
    const leaks = leaksIn(`${stage.output().slice(outputBefore)}${stage.stack.stateText()}`);
    const isWell = operation === "delete" ? id === undefined : !lost && differing.length === 0;
    const result = mended === undefined ? "went through" : `stopped, and went through ${mended}`;
    report({ operation, kind, result, lost: Number(!isWell), doubled: Number(doubled), leaked: leaks.length });
    expect({ isWell, doubled, leaks }).toEqual({ isWell: true, doubled: false, leaks: [] });
    expect(code === 0 ? "succeeds" : `fails: ${output}`).toMatch(new RegExp(`^${one.first}`));
    const expected = one.importsThen ? "after an import" : "at the next run";
    expect(mended).toBe(one.first === "succeeds" ? undefined : expected);
    if (one.says) expect(output).toMatch(one.says);
    // The tenant holds what is declared, and there is nothing to do.
    const appleIds = (tokens: readonly Readonly<Record<string, unknown>>[]) =>
      tokens.map(({ appleId }) => appleId).sort();
    expect(appleIds(tenant)).toEqual(appleIds([...declared.values()].map((token) => token.args)));
    expect(await stage.run("up", "--expect-no-changes")).toMatchObject({ code: 0 });
  });
});
