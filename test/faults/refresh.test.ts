import { refreshCases } from "./refreshCases";
import { report } from "./report";
import { args, withStage } from "./stage";
import { leaksIn, standing } from "./verdict";

const declared = ["one", "two"].map((name) => ({ name, args: args(name) }));

describe("nothing is lost, doubled or leaked by a refresh that meets", () => {
  const stage = withStage();
  beforeAll(async () => {
    stage.declare(declared);
    expect(await stage.run("up")).toMatchObject({ code: 0 });
  });

  /** What the state says of the inputs; Pulumi encrypts a secret anew whenever it writes the state. */
  const inputs = () =>
    JSON.stringify(stage.stack.resources().map(({ urn, id, inputs }) => [urn, id, { ...inputs, token: "…" }]));

  test.each(refreshCases.map((fault) => [fault.kind, fault] as const))("%s", async (kind, { faults, first, says }) => {
    const [before, outputBefore] = [inputs(), stage.output().length];
    await stage.intune.fail(...faults.map((rule) => ({ ...rule, method: "GET" })));
    const { code, output } = await stage.run("refresh");
    await stage.intune.heal();
    // With inputs that are as they were there is nothing to do for the next run: the last line shows that.
    const next = inputs() === before ? undefined : await stage.run("up");
    const [tenant, state] = [await stage.intune.tokens(), stage.stack.resources()];
    const lost = declared.filter((token) => {
      const { lost, differing } = standing(token, tenant, state);
      return lost || differing.length > 0;
    }).length;
    const leaks = leaksIn(`${stage.output().slice(outputBefore)}${stage.stack.stateText()}`);
    const doubled = tenant.length - declared.length + lost;
    const result = code === 0 ? "went through" : "stopped, and the state is as it was";
    report({ operation: "refresh", kind, result, lost, doubled, leaked: leaks.length });
    const well = { lost: 0, doubled: 0, leaks: [], next: 0 };
    expect({ lost, doubled, leaks, next: next?.code ?? 0 }).toEqual(well);
    expect(code === 0 ? "succeeds" : `fails: ${output}`).toMatch(first === "fails" ? /^fails/ : /^succeeds/);
    if (says) expect(output).toMatch(says);
    if (first === "fails") expect(inputs()).toBe(before);
    expect(await stage.run("up", "--expect-no-changes")).toMatchObject({ code: 0 });
  });
});
