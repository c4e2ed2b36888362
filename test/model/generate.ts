import fc from "fast-check";
import {
  type Args,
  type Fault,
  faultKinds,
  type PropertyName,
  type RunStep,
  type Scenario,
  type ServiceTraits,
  type Step,
  type Value,
} from "./scenario";

/** Values of each property, among them such as Intune takes for the same. */
const values: { readonly [name in PropertyName]: readonly Value[] } = {
  organizationName: ["District 9", "District 9 (renamed)", "Contoso"],
  appleId: [
    "vpp@district9.example",
    "VPP@District9.example",
    "jos\u00e9@contoso.example",
    "jose\u0301@contoso.example",
  ],
  automaticallyUpdateApps: [true, false],
  countryOrRegion: ["gb", "GB", "us"],
  displayName: ["North", "South"],
  roleScopeTagIds: [["0"], ["1", "2"], ["2", "1"], []],
};
const names = Object.keys(values) as PropertyName[];
/** What an administrator can empty in the portal. */
const clearable: readonly PropertyName[] = ["organizationName", "appleId", "displayName"];

const anyOf = (name: PropertyName) => fc.constantFrom(...values[name]);
const which = fc.nat(5);

const args: fc.Arbitrary<Args> = fc
  .uniqueArray(fc.constantFrom(...names), { maxLength: 3 })
  .chain((chosen) => fc.tuple(...chosen.map((name) => anyOf(name).map((value) => [name, value] as const))))
  .map((pairs) => Object.fromEntries(pairs));

const ofProperty = <T>(make: (name: PropertyName) => fc.Arbitrary<T>) => fc.constantFrom(...names).chain(make);

const declaration = fc.record({ do: fc.constant("declare" as const), location: which, args });
const portalCreation = fc.record({ do: fc.constant("portal creates" as const), location: which, args });

const programStep: fc.Arbitrary<Step> = fc.oneof(
  { weight: 3, arbitrary: declaration },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("declare the portal's" as const), which, args }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant("import" as const),
      which,
      token: fc.constantFrom("none" as const, "the live one" as const, "a newer one" as const),
      capitals: fc.boolean(),
      args,
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("remove" as const), which }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("rename" as const), which, alias: fc.boolean() }) },
  {
    weight: 4,
    arbitrary: ofProperty((property) =>
      fc.record({
        do: fc.constant("set" as const),
        which,
        property: fc.constant(property),
        value: fc.oneof(fc.constant(undefined), anyOf(property), anyOf(property)),
      }),
    ),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant("renew" as const), which, by: fc.constantFrom(1, 1, 2, -1) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("replace on changes" as const), which }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("swap" as const), which, other: which }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("take the token out" as const), which }) },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant("put the token back" as const), which, by: fc.constantFrom(0, 1, 2, -1) }),
  },
);

const portalStep: fc.Arbitrary<Step> = fc.oneof(
  { weight: 3, arbitrary: portalCreation },
  {
    weight: 3,
    arbitrary: ofProperty((property) =>
      fc.record({
        do: fc.constant("portal sets" as const),
        which,
        property: fc.constant(property),
        value: clearable.includes(property)
          ? fc.oneof(anyOf(property), fc.constant(null))
          : (anyOf(property) as fc.Arbitrary<Value>),
      }),
    ),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("portal renews" as const), which }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("portal deletes" as const), which }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("Intune syncs" as const), which }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("wait" as const), seconds: fc.constantFrom(3_600, 200_000) }) },
);

const fault: fc.Arbitrary<Fault> = fc.record({
  on: fc.constantFrom("any", "list", "GET", "POST", "PATCH", "DELETE", "POST", "PATCH"),
  kind: fc.constantFrom(...faultKinds, "connection cut", "500", "HTML as 200"),
  when: fc.constantFrom("before", "after"),
  after: fc.constantFrom(0, 0, 0, 1),
  times: fc.constantFrom(1, 1, 2, 3, 30),
});

/** Of ten runs four meet faults, and two are killed. */
function runStep(isCalm: boolean): fc.Arbitrary<RunStep> {
  const up = fc.record(
    {
      do: fc.constant("up" as const),
      refresh: fc.constant(true),
      preview: fc.constant(true),
      replace: fc.nat(5),
    },
    { requiredKeys: ["do"] },
  );
  const command: fc.Arbitrary<RunStep> = fc.oneof(
    {
      weight: 8,
      arbitrary: fc.oneof(
        fc.constant({ do: "up" as const }),
        up.map(({ replace: _, ...rest }) => rest),
      ),
    },
    { weight: 1, arbitrary: up },
    { weight: 2, arbitrary: fc.constant({ do: "refresh" as const }) },
    { weight: 1, arbitrary: fc.constant({ do: "destroy" as const }) },
  );
  if (isCalm) return command;
  const disturbance = fc.oneof(
    { weight: 4, arbitrary: fc.constant({}) },
    { weight: 4, arbitrary: fc.record({ faults: fc.array(fault, { minLength: 1, maxLength: 2 }) }) },
    {
      weight: 2,
      arbitrary: fc.record({
        kill: fc.record({
          write: fc.constantFrom(0, 0, 0, 1, 2),
          when: fc.constantFrom("before" as const, "after" as const),
        }),
      }),
    },
  );
  return fc.tuple(command, disturbance).map(([run, disturbed]) => ({ ...run, ...disturbed }));
}

const traits: fc.Arbitrary<ServiceTraits> = fc.record({
  organizationOnRenewal: fc.constantFrom("keeps", "from the token", "from the token unless sent"),
  respells: fc.boolean(),
  renewalLagSeconds: fc.constantFrom(0, 0, 3_600, 86_400),
  datelessSeconds: fc.constantFrom(0, 0, 3_600),
  pageSize: fc.constantFrom(100, 2),
  parallel: fc.constantFrom(4, 1),
});

/** Something to begin with; then a few steps of people before each run, so that each has something to do. */
function steps(isCalm: boolean): fc.Arbitrary<readonly Step[]> {
  const people = fc.oneof({ weight: 3, arbitrary: programStep }, { weight: 2, arbitrary: portalStep });
  const beginnings = fc.oneof({ weight: 3, arbitrary: declaration }, { weight: 1, arbitrary: portalCreation });
  const round = (what: fc.Arbitrary<Step>) => fc.tuple(fc.array(what, { minLength: 1, maxLength: 3 }), runStep(isCalm));
  const rounds = fc.array(round(people), { minLength: 2, maxLength: 5, size: "max" });
  return fc.tuple(round(beginnings), rounds).map(([first, more]) => [first, ...more].flatMap((each) => each.flat()));
}

/** Scenarios with everything that can go wrong. */
export const scenarios: fc.Arbitrary<Scenario> = fc.record({ service: traits, steps: steps(false) });

/** Scenarios of people alone, with a service that does what Graph's reference says. */
export const calmScenarios: fc.Arbitrary<Scenario> = fc.record({
  service: fc.constant({
    organizationOnRenewal: "keeps",
    respells: false,
    renewalLagSeconds: 0,
    datelessSeconds: 0,
    pageSize: 100,
    parallel: 4,
  }),
  steps: steps(true),
});
