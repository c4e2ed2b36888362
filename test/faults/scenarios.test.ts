import fc from "fast-check";
import { changed, emptyProgram, goalsOf, type Program } from "../model/program";
import type { ProgramStep } from "../model/scenario";
import { expiryOf } from "../model/tokens";
import { type Declared, withStage } from "./stage";

type Step =
  | ProgramStep
  | { readonly do: "portal sets"; readonly which: number }
  | { readonly do: "fault"; readonly kind: string };

const which = fc.nat({ max: 3 });
const country = fc.constantFrom("gb", "fr", "de");
const declaring = fc.record({ do: fc.constant("declare" as const), location: which, args: fc.constant({}) });
/** Steps of the model's language, as far as they work through Graph's v1.0. */
const step: fc.Arbitrary<Step> = fc.oneof(
  declaring,
  fc.record({
    do: fc.constant("set" as const),
    which,
    property: fc.constant("countryOrRegion" as const),
    value: country,
  }),
  fc.record({ do: fc.constant("renew" as const), which, by: fc.constant(1) }),
  fc.record({ do: fc.constant("remove" as const), which }),
  fc.record({ do: fc.constant("rename" as const), which, alias: fc.constant(true) }),
  fc.record({ do: fc.constant("portal sets" as const), which }),
  fc.record({ do: fc.constant("fault" as const), kind: fc.constantFrom("cut", "answered 500", "swallowed") }),
);
const sequences = fc.array(step, { minLength: 4, maxLength: 6 });

const rules: Readonly<Record<string, Readonly<Record<string, unknown>> & { readonly kind: string }>> = {
  cut: { kind: "cut", when: "after", method: "POST" },
  "answered 500": { kind: "status", status: 500, when: "after", method: "POST" },
  swallowed: { kind: "swallow", method: "PATCH" },
};

// A pipeline plays the same scenarios each time; elsewhere each run plays others.
const seed = Number(process.env.SCENARIO_SEED ?? (process.env.CI ? 1 : Date.now() % 1_000_000));

/** The program as the fault suite's stage declares it. */
const declared = (program: Program): Declared[] =>
  goalsOf(program, undefined, false).map(({ name, inputs, aliases }) => {
    const options = aliases.length === 0 ? {} : { aliases: aliases.map((alias) => ({ name: alias })) };
    return { name, args: inputs, ...options };
  });

describe("random scenarios through the real CLI", () => {
  const stage = withStage("test");

  test.each([0, 1, 2])("lose, double and swallow nothing: number %s", async (number) => {
    const [steps = []] = fc.sample(sequences, { seed: seed + number, numRuns: 1 });
    const told = `SCENARIO_SEED=${seed}, number ${number}: ${JSON.stringify(steps)}`;
    let program = changed(emptyProgram, { do: "declare", location: 0, args: {} }, { live: [], strangers: [] });
    for (const each of steps) {
      if (each.do === "fault") await stage.intune.fail(rules[each.kind] ?? { kind: each.kind });
      else if (each.do === "portal sets") {
        const live = await stage.intune.tokens();
        const id = live[each.which % Math.max(1, live.length)]?.id;
        if (id) await stage.intune.send("PATCH", `/vppTokens/${id}`, { countryOrRegion: "us" });
      } else program = changed(program, each, { live: [], strangers: [] });
      stage.declare(declared(program));
      const { code, output } = await stage.run("up", "--refresh");
      expect(code === 0 ? "" : `${told}\n${output}`).toBe("");
      await stage.intune.heal();
      const live = await stage.intune.tokens();
      const expiries = live.map(({ expirationDateTime }) => Date.parse(String(expirationDateTime))).sort();
      const wanted = program.resources.flatMap(({ token }) => (token ? [expiryOf(token)] : [])).sort();
      expect([told, expiries]).toEqual([told, wanted]);
    }
    stage.intune.forget();
    expect([told, (await stage.run("up", "--expect-no-changes")).code]).toEqual([told, 0]);
    expect(stage.intune.asked()).toEqual([]);
  });
});
