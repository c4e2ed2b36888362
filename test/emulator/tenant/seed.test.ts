import { entityResponse } from "../../../src/emulator/entities/entityResponse";
import { entitySets } from "../../../src/emulator/http/routes";
import { defaultSettings } from "../../../src/emulator/settings";
import { seededTenant } from "../../../src/emulator/tenant/seed";
import { vppTokenEntity } from "../../../src/provider/lookup/answers";

const context = { now: new Date("2026-11-21T08:00:00Z"), settings: defaultSettings };
const [served] = entitySets;

/** The made-up tokens as Graph's beta answers them. */
function answered(count: number) {
  if (!served) throw new Error("nothing is served");
  const tokens = [...(seededTenant(count, context)[served.table]?.values() ?? [])];
  return tokens.map((token) => {
    const answer = entityResponse(token, served, "beta", tokens, context);
    return { answer, token: vppTokenEntity({ ...answer, id: token.id }) };
  });
}

const kinds = <T>(values: readonly T[]) => [...new Set(values)].sort();

test("a tenant is seeded with that many tokens, each of its own id and Apple ID, always the same ones", () => {
  const tokens = answered(300).map(({ token }) => token);
  expect(new Set(tokens.map(({ id }) => id)).size).toBe(300);
  expect(new Set(tokens.map(({ appleId }) => appleId)).size).toBe(300);
  expect(answered(300).map(({ token }) => token)).toEqual(tokens);
  expect(answered(3).map(({ token }) => token)).toEqual(tokens.slice(0, 3));
  expect(answered(0)).toEqual([]);
});

test("ten tokens show everything already", () => {
  const tokens = answered(10).map(({ token }) => token);
  const daysLeft = tokens.map(({ expirationDateTime }) => (Date.parse(expirationDateTime) - +context.now) / 86_400_000);
  expect(daysLeft.filter((days) => days < 0)).toHaveLength(1);
  expect(daysLeft.filter((days) => days >= 0 && days < 30)).toHaveLength(2);
  expect(kinds(tokens.map(({ state }) => state))).toEqual([
    "assignedToExternalMDM",
    "duplicateLocationId",
    "expired",
    "valid",
  ]);
  expect(kinds(tokens.map(({ lastSyncStatus }) => lastSyncStatus))).toEqual(["completed", "failed"]);
  expect(kinds(tokens.map(({ organizationName }) => organizationName)).length).toBeGreaterThan(3);
  expect(kinds(tokens.map(({ countryOrRegion }) => countryOrRegion)).length).toBeGreaterThan(5);
  expect(kinds(tokens.map(({ lastAppCount }) => lastAppCount)).length).toBeGreaterThan(3);
});

test("thousands spread over the year, and no date lies in the future that can't", () => {
  const tokens = answered(3000).map(({ token }) => token);
  expect(kinds(tokens.map(({ expirationDateTime }) => expirationDateTime.slice(0, 7))).length).toBeGreaterThan(12);
  for (const { lastSyncDateTime = "", lastModifiedDateTime } of tokens) {
    expect(Date.parse(lastSyncDateTime)).toBeLessThan(+context.now);
    expect(Date.parse(lastModifiedDateTime)).toBeLessThanOrEqual(+context.now);
  }
});
