import { type RunCase, runCases } from "./listCases";
import { report } from "./report";
import { args, type Declared, type Stage, startStage } from "./stage";
import { leaksIn, said, standing } from "./verdict";

/** What was declared last, the newest first: each case adds a token, changes the newest, or takes it away. */
let declared: readonly Declared[] = [];

/** The token that a case is about, as the program declares it or did so last, and the others. */
function scene(operation: RunCase["operation"], name: string): { subject: Declared; others: readonly Declared[] } {
  if (operation === "create") return { subject: { name, args: args(name) }, others: declared };
  const [newest, ...others] = declared;
  if (newest === undefined) throw new Error("no case before this one created a token");
  const changes = operation === "update" ? { automaticallyUpdateApps: true } : {};
  return { subject: { ...newest, args: { ...newest.args, ...changes } }, others };
}

describe("nothing is lost, doubled or leaked", () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await startStage();
  });
  afterAll(() => stage?.close());

  /** Runs on without faults until all is well, as a user would: with the import that a message asks for. */
  async function mend(name: string): Promise<"at the next run" | "after an import" | "never"> {
    const run = await stage.run("up");
    if (run.code === 0) return "at the next run";
    const id = /`import: "([^"]+)"`/.exec(said(run.output, name))?.[1];
    if (id === undefined) return "never";
    declared = declared.map((token) => (token.name === name ? { ...token, import: id } : token));
    stage.declare(declared);
    return (await stage.run("up")).code === 0 ? "after an import" : "never";
  }

  const cases = runCases.map((one, index) => [one.operation, one.kind, one, `run-${index + 1}`] as const);
  test.each(cases)("by a run (%s) that meets %s", async (operation, kind, one, name) => {
    const outputBefore = stage.output().length;
    const { subject, others } = scene(operation, name);
    declared = operation === "delete" ? others : [subject, ...others];
    stage.declare(declared);
    await stage.fail(one.faults);
    const { code, output } = await stage.run("up");
    await stage.heal();
    const mended = code === 0 ? undefined : await mend(subject.name);
    const { lost, doubled, differing, id } = standing(subject, await stage.tenant(), stage.stack.resources());
    const leaks = leaksIn(`${stage.output().slice(outputBefore)}${stage.stack.stateText()}`);
    const isWell = operation === "delete" ? id === undefined : !lost && differing.length === 0;
    const result = mended === undefined ? "went through" : `stopped, and went through ${mended}`;
    report({ operation, kind, result, lost: Number(!isWell), doubled: Number(doubled), leaked: leaks.length });
    expect({ isWell, doubled, leaks }).toEqual({ isWell: true, doubled: false, leaks: [] });
    expect(code === 0 ? "succeeds" : `fails: ${output}`).toMatch(new RegExp(`^${one.first}`));
    const expected = one.importsThen ? "after an import" : "at the next run";
    expect(mended).toBe(one.first === "succeeds" ? undefined : expected);
    if (one.says) expect(output).toMatch(one.says);
  });

  test("and at the end the tenant holds what is declared, and there is nothing to do", async () => {
    const names = (tokens: readonly Readonly<Record<string, unknown>>[]) => tokens.map(({ appleId }) => appleId).sort();
    expect(names(await stage.tenant())).toEqual(names(declared.map((token) => token.args)));
    expect(await stage.run("up", "--expect-no-changes")).toMatchObject({ code: 0 });
  });
});
