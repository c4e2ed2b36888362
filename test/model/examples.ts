import type { Fault, Scenario, ServiceTraits, Step } from "./scenario";

/** A scenario that is worth playing every time, for what it broke once or could break. */
export interface Example {
  readonly name: string;
  readonly scenario: Scenario;
}

const plain: ServiceTraits = {
  organizationOnRenewal: "keeps",
  respells: false,
  renewalLagSeconds: 0,
  datelessSeconds: 0,
  pageSize: 100,
  parallel: 4,
};

const up: Step = { do: "up" };
const declare = (location: number, args = {}): Step => ({ do: "declare", location, args });
const renew = (by: number): Step => ({ do: "renew", which: 0, by });
const once = (on: Fault["on"], kind: Fault["kind"], when: Fault["when"] = "before", times = 1): Fault => ({
  on,
  kind,
  when,
  after: 0,
  times,
});
const example = (name: string, steps: readonly Step[], service: Partial<ServiceTraits> = {}): Example => ({
  name,
  scenario: { service: { ...plain, ...service }, steps },
});
const stranger = (args = {}): Step => ({ do: "portal creates", location: 0, args });
const declareStrangers = (args = {}): Step => ({ do: "declare the portal's", which: 0, args });

/** In the order of the core's operations: creates, imports, updates, refreshes, deletes and replacements. */
export const examples: readonly Example[] = [
  example("a token that is live without an Apple ID", [stranger(), declareStrangers({ appleId: "a@b.example" }), up]),
  example(
    "a token that lists show without a date after a run that was killed",
    [declare(0), { do: "up", kill: { write: 0, when: "after" } }, up],
    { datelessSeconds: 3_600 },
  ),
  example(
    "a token that lists show without a date, under a name of its organization that the program doesn't declare",
    [stranger(), declareStrangers({ organizationName: "Contoso" }), up],
    { datelessSeconds: 3_600 },
  ),
  example(
    "the same after a run that was killed, and a proxy answers the request for it",
    [declare(0), { do: "up", kill: { write: 0, when: "after" } }, { do: "up", faults: [once("GET", "HTML as 404")] }],
    { datelessSeconds: 3_600 },
  ),
  example("a token that is live with its Apple ID in other case", [
    stranger({ appleId: "A@B.example" }),
    declareStrangers({ appleId: "a@b.example" }),
    up,
  ]),
  example("a token that is live under another name of its organization", [
    stranger({ organizationName: "Renamed" }),
    declareStrangers(),
    up,
  ]),
  example("two tokens of one organization and one second", [declare(0), up, declare(1), up]),
  example("two such tokens in one run", [declare(0), declare(1), up]),
  example("a POST that is done and cut off", [
    declare(0),
    { do: "up", faults: [once("POST", "connection cut", "after")] },
  ]),
  example(
    "the same, of an account that is spelled otherwise",
    [declare(0, { appleId: "VPP@District9.example" }), { do: "up", faults: [once("POST", "connection cut", "after")] }],
    { respells: true },
  ),
  example("the same, and lists are 30 s late", [
    declare(0),
    { do: "up", faults: [once("POST", "connection cut", "after"), once("list", "stale lists", "before", 3)] },
  ]),
  example("a POST that is done and answered 500, and lists are 10 s late", [
    declare(0),
    { do: "up", faults: [once("POST", "500", "after"), once("list", "stale lists")] },
  ]),
  example("a POST that is done and cut off, and lists that are refused", [
    declare(0),
    { do: "up", faults: [once("POST", "connection cut", "after"), { ...once("list", "403", "before", 30), after: 1 }] },
  ]),
  example(
    "a live token under a name that the program declares otherwise, beside a new one of its second that skips the checks",
    [
      stranger({ appleId: "a@b.example" }),
      declare(0, { appleId: "a@b.example" }),
      declareStrangers({ appleId: "b@b.example" }),
      renew(1),
      up,
    ],
    { parallel: 1 },
  ),
  example("a live token of an organization that the program declares otherwise, beside a new one of its second", [
    stranger(),
    declare(0),
    declareStrangers({ organizationName: "District 9 (renamed)" }),
    renew(1),
    up,
  ]),
  example("a kill right after a POST", [declare(0), { do: "up", kill: { write: 0, when: "after" } }, up]),
  example("an import with a newer token, of a renamed organization", [
    stranger({ organizationName: "Renamed" }),
    { do: "import", which: 0, token: "a newer one", capitals: true, args: {} },
    up,
  ]),
  example(
    "a renewal of a token whose organization is declared",
    [declare(0, { organizationName: "Ours" }), up, renew(1), up],
    {
      organizationOnRenewal: "from the token",
    },
  ),
  example(
    "a declared spelling that the service changes",
    [declare(0, { appleId: "VPP@District9.example", roleScopeTagIds: [] }), up, { do: "refresh" }, up],
    { respells: true },
  ),
  example("a renewal that a proxy's page answers", [
    declare(0),
    up,
    renew(1),
    { do: "up", faults: [once("PATCH", "HTML as 200")] },
  ]),
  example("a renewal that is answered with an error as 200", [
    declare(0),
    up,
    renew(1),
    { do: "up", faults: [once("PATCH", "error as 200")] },
  ]),
  example("another change that a proxy's page answers", [
    declare(0),
    up,
    { do: "set", which: 0, property: "countryOrRegion", value: "us" },
    { do: "up", faults: [once("PATCH", "HTML as 200")] },
  ]),
  example(
    "an older token than the last one, which Intune doesn't show yet",
    [
      declare(0),
      up,
      renew(2),
      up,
      { do: "take the token out", which: 0 },
      up,
      { do: "put the token back", which: 0, by: -1 },
      up,
    ],
    { renewalLagSeconds: 86_400 },
  ),
  example("tokens of two resources swapped", [declare(3), declare(5), up, { do: "swap", which: 0, other: 1 }, up]),
  example("tokens of one second swapped, and one names its organization", [
    declare(0),
    declare(1, { organizationName: "Contoso" }),
    up,
    { do: "swap", which: 0, other: 1 },
    up,
  ]),
  example("tokens swapped, of which one may not be uploaded over the other", [
    declare(3, { organizationName: "District 9" }),
    declare(5),
    up,
    { do: "swap", which: 0, other: 1 },
    up,
  ]),
  example("a token that is declared new beside the resource that imports it with a newer one", [
    stranger(),
    declareStrangers(),
    { do: "import", which: 0, token: "a newer one", capitals: false, args: {} },
    up,
  ]),
  example("a lost token beside a resource that lost its argument", [
    declare(4),
    declare(0),
    { do: "up", kill: { write: 1, when: "after" } },
    { do: "swap", which: 0, other: 1 },
    { do: "take the token out", which: 1 },
    up,
  ]),
  example("a renamed resource whose token was renewed in the portal", [
    declare(0),
    declare(1),
    up,
    { do: "portal renews", which: 0 },
    { do: "up", refresh: true },
    { do: "rename", which: 0, alias: false },
    { do: "up", refresh: true },
  ]),
  example("a renewal in the portal after one that the program took over", [
    declare(0),
    up,
    { do: "portal renews", which: 0 },
    { do: "refresh" },
    renew(1),
    up,
    { do: "portal renews", which: 0 },
    { do: "set", which: 0, property: "automaticallyUpdateApps", value: true },
    up,
    { do: "refresh" },
  ]),
  example("a property that was cleared in the portal beside a change of another", [
    declare(0, { displayName: "North" }),
    up,
    { do: "portal sets", which: 0, property: "displayName", value: null },
    { do: "set", which: 0, property: "automaticallyUpdateApps", value: true },
    up,
  ]),
  example("a renewal in the portal beside a change of the program", [
    declare(0),
    up,
    { do: "portal renews", which: 0 },
    { do: "set", which: 0, property: "countryOrRegion", value: "us" },
    up,
    { do: "refresh" },
  ]),
  example("two refreshes after a property was cleared in the portal", [
    declare(0, { displayName: "North" }),
    up,
    { do: "portal sets", which: 0, property: "displayName", value: null },
    { do: "refresh" },
    { do: "refresh" },
  ]),
  example("a sync by Intune", [
    declare(0),
    up,
    { do: "Intune syncs", which: 0 },
    { do: "refresh" },
    { do: "up", refresh: true },
  ]),
  example("a refresh that an empty 404 answers", [
    declare(0),
    up,
    { do: "refresh", faults: [once("GET", "empty 404")] },
  ]),
  example("a destroy that an empty 404 answers", [
    declare(0),
    up,
    { do: "destroy", faults: [once("DELETE", "empty 404")] },
  ]),
  example("a destroy that a proxy's page answers", [
    declare(0),
    up,
    { do: "destroy", faults: [once("DELETE", "HTML as 200")] },
  ]),
  example("a destroy that is answered with an error as 200", [
    declare(0),
    up,
    { do: "destroy", faults: [once("DELETE", "error as 200")] },
  ]),
  example("a replacement whose POST is refused", [
    declare(0),
    up,
    { do: "up", replace: 0, faults: [once("POST", "403")] },
    up,
  ]),
  example("a replacement by `replaceOnChanges` whose POST is refused", [
    declare(0),
    { do: "replace on changes", which: 0 },
    up,
    { do: "set", which: 0, property: "countryOrRegion", value: "us" },
    { do: "up", faults: [once("POST", "403")] },
    up,
  ]),
  example("a replacement of what was imported", [
    stranger(),
    { do: "import", which: 0, token: "the live one", capitals: false, args: {} },
    up,
    { do: "up", replace: 0 },
  ]),
  example("a replacement of one of two tokens of one second", [declare(0), declare(1), up, { do: "up", replace: 0 }]),
  example("a replacement by `replaceOnChanges` with the token of a resource that is removed in the same run", [
    declare(0),
    declare(0),
    { do: "replace on changes", which: 1 },
    up,
    { do: "swap", which: 0, other: 1 },
    { do: "remove", which: 0 },
    up,
  ]),
  example("a replacement on request with the token of a resource that is removed in the same run", [
    declare(0),
    declare(0),
    up,
    { do: "swap", which: 0, other: 1 },
    { do: "remove", which: 0 },
    { do: "up", replace: 0 },
  ]),
  example("a replacement that is killed between delete and create", [
    declare(0),
    up,
    { do: "up", replace: 0, kill: { write: 1, when: "before" } },
    up,
  ]),
  example(
    "a renewal in the portal that Intune doesn't show yet, beside a stranger's token of the same second",
    [stranger(), declare(3), declare(0), up, { do: "portal renews", which: 2 }, { do: "renew", which: 3, by: 1 }, up],
    { renewalLagSeconds: 3_600 },
  ),
  example("a renewal of which only the next run learns, which fails for another token", [
    declare(0),
    up,
    declare(1),
    renew(1),
    { do: "up", kill: { write: 0, when: "after" } },
    up,
    { do: "refresh" },
  ]),
  example("a preview of a token that is live", [stranger(), declareStrangers(), { do: "up", preview: true }]),
];
