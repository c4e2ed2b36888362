import { tokenWarnings, type WarningFacts } from "../../src/provider/tokenWarnings";

const now = new Date("2026-03-01T12:00:00Z");
const facts: WarningFacts = {
  declaredExpiry: undefined,
  liveExpiry: "2026-03-20T12:00:00Z",
  state: "valid",
  renewalWarningDays: undefined,
  now,
};

test("token warnings: warns 30 days before the expiry when the program names no number", () => {
  expect(tokenWarnings(facts)).toEqual([expect.stringContaining("in 19 days")]);
  expect(tokenWarnings({ ...facts, liveExpiry: "2026-04-20T12:00:00Z" })).toEqual([]);
  expect(tokenWarnings({ ...facts, renewalWarningDays: 10 })).toEqual([]);
});

test("token warnings: says that a token expired once, and not again as its state", () => {
  const expired = { ...facts, liveExpiry: "2026-02-01T12:00:00Z", state: "expired" };
  expect(tokenWarnings(expired)).toEqual([expect.stringContaining("The token expired on")]);
});

test("token warnings: reports a state that isn't valid beside a renewal that is due", () => {
  const warnings = tokenWarnings({ ...facts, state: "duplicateLocationId" });
  expect(warnings).toEqual([expect.stringContaining("in 19 days"), expect.stringContaining("duplicateLocationId")]);
});

test("token warnings: reports an expired state whose date isn't due", () => {
  const warnings = tokenWarnings({ ...facts, liveExpiry: "2027-03-20T12:00:00Z", state: "expired" });
  expect(warnings).toEqual([expect.stringContaining("state as expired")]);
});
