import { noColor } from "../../../../src/cli/shared/output";
import { prometheus } from "../../../../src/cli/status/formats/prometheus";
import { now, rows } from "../rows";
import { parseExposition } from "./strictExposition";

type Tokens = Parameters<typeof rows>;

function scraped(...tokens: Tokens) {
  const options = { colorize: noColor, width: undefined, days: undefined };
  return parseExposition(prometheus.render(rows(...tokens), now, options));
}

function samples(name: string, ...tokens: Tokens) {
  return scraped(...tokens).find((family) => family.name === name)?.samples ?? [];
}

const values = (name: string, ...tokens: Tokens) => samples(name, ...tokens).map(({ value }) => value);

test("every family is a gauge with a help, and is named for its unit", () => {
  const families = scraped({ displayName: "London", lastAppCount: 3 });
  expect(families.map(({ name, type }) => `${type} ${name}`)).toEqual([
    "gauge intune_vpp_tokens",
    "gauge intune_vpp_token_info",
    "gauge intune_vpp_token_state",
    "gauge intune_vpp_token_expiration_timestamp_seconds",
    "gauge intune_vpp_token_last_sync_status",
    "gauge intune_vpp_token_last_sync_timestamp_seconds",
    "gauge intune_vpp_token_apps",
  ]);
  for (const { help } of families) expect(help).toMatch(/^[A-Z].*\.$/);
});

test("the tokens of a tenant are counted, none included", () => {
  expect(values("intune_vpp_tokens", {}, {})).toEqual([2]);
  expect(scraped().map(({ name }) => name)).toEqual(["intune_vpp_tokens"]);
  expect(values("intune_vpp_tokens")).toEqual([0]);
});

test.each([
  ["unknown", 0],
  ["valid", 1],
  ["expired", 2],
  ["invalid", 3],
  ["assignedToExternalMDM", 4],
  ["duplicateLocationId", 5],
] as const)("the state %s is %i, which the help tells", (state, number) => {
  const family = scraped({ state }).find(({ name }) => name === "intune_vpp_token_state");
  expect(family?.samples[0]?.value).toBe(number);
  expect(family?.help).toContain(`${number}=${state}`);
});

test("dates are seconds since 1970, and a sync that never was has no sample", () => {
  const token = { expirationDateTime: "2027-05-01T17:00:00Z", lastSyncDateTime: "2026-11-21T07:35:09.5000000Z" };
  expect(values("intune_vpp_token_expiration_timestamp_seconds", token)).toEqual([1_809_190_800]);
  expect(values("intune_vpp_token_last_sync_timestamp_seconds", token)).toEqual([1_795_246_509.5]);
  const never = { lastSyncDateTime: "0001-01-01T00:00:00Z" };
  expect(samples("intune_vpp_token_last_sync_timestamp_seconds", never)).toEqual([]);
});

test.each(["0001-01-01T00:00:00Z", "soon"])(
  "an expiry of %s has no sample, and the help says so",
  (expirationDateTime) => {
    const families = scraped({ id: "a", expirationDateTime }, { id: "b" });
    const expiry = families.find(({ name }) => name === "intune_vpp_token_expiration_timestamp_seconds");
    expect(expiry?.samples.map(({ labels }) => labels.id)).toEqual(["b"]);
    expect(expiry?.help).toMatch(/absent while Intune doesn't know it yet\.$/);
    expect(families.find(({ name }) => name === "intune_vpp_token_state")?.samples).toHaveLength(2);
  },
);

test("labels hold no character that steers a terminal", () => {
  const displayName = "\u001b[2J\u202E\u009b\u200Bx\r\n";
  expect(samples("intune_vpp_token_state", { displayName })[0]?.labels.name).toBe(
    "\uFFFD[2J\uFFFD\uFFFD\uFFFDx\uFFFD\n",
  );
});

test("the result of the last sync is a number, which the help tells", () => {
  expect(values("intune_vpp_token_last_sync_status", { lastSyncStatus: "failed" })).toEqual([3]);
  const family = scraped({}).find(({ name }) => name === "intune_vpp_token_last_sync_status");
  expect(family?.help).toContain("0=none, 1=inProgress, 2=completed, 3=failed");
});

test("labels survive quotes, backslashes and line feeds", () => {
  const displayName = 'Lon"don\\n\nof {a="b"},';
  expect(samples("intune_vpp_token_state", { displayName })[0]?.labels).toEqual({
    id: "id-0",
    name: displayName,
    apple_id: "vpp@contoso.example",
  });
});

test("all metrics of a token have the labels of its info, so that they join", () => {
  const info = samples("intune_vpp_token_info", { organizationName: "Contoso", countryOrRegion: "gb" })[0];
  expect(info).toEqual({
    labels: {
      id: "id-0",
      name: "Contoso",
      apple_id: "vpp@contoso.example",
      organization: "Contoso",
      location: "",
      country: "gb",
      account_type: "",
    },
    value: 1,
  });
});
