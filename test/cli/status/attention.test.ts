import { attentionReport } from "../../../src/cli/status/attention";
import { now, rows } from "./rows";

const lines = (text: string | undefined) => text?.split("\n") ?? [];

test("tokens that are valid and last long enough ask for no attention", () => {
  expect(attentionReport(rows({ expirationDateTime: "2026-12-21T08:00:00Z" }), 30, now)).toBeUndefined();
  expect(attentionReport([], 30, now)).toBeUndefined();
});

test("a token that expires within the days is named with its date and what to do", () => {
  const found = attentionReport(
    rows({ displayName: "London", expirationDateTime: "2026-12-21T07:00:00Z" }, {}),
    30,
    now,
  );
  expect(lines(found)).toEqual([
    "1 of 2 VPP tokens needs attention:",
    "  - London (vpp@contoso.example, id id-0) expires in 29 days, on 2026-12-21",
    "What to do:",
    expect.stringMatching(/^ {2}- Download a new token for the same location/),
  ]);
});

test("0 days report expired tokens alone, and of those not the state that says the same", () => {
  const today = { expirationDateTime: "2026-11-21T09:00:00Z" };
  expect(attentionReport(rows(today), 0, now)).toBeUndefined();
  const expired = { expirationDateTime: "2026-11-01T00:00:00Z", state: "expired" as const };
  expect(lines(attentionReport(rows(expired), 0, now))[1]).toMatch(/\) expired on 2026-11-01, 20 days ago$/);
});

test("a token that isn't valid is named whatever its date, with a remedy for each state once", () => {
  const found = attentionReport(
    rows(
      { state: "duplicateLocationId" },
      { state: "duplicateLocationId" },
      { state: "unknown" },
      { state: "invalid", expirationDateTime: "2026-11-22T09:00:00Z" },
    ),
    7,
    now,
  );
  expect(lines(found)).toEqual([
    "4 of 4 VPP tokens need attention:",
    expect.stringMatching(/id-3\) expires in 1 day, on 2026-11-22, and has the state invalid$/),
    expect.stringMatching(/id-0\) has the state duplicateLocationId$/),
    expect.stringMatching(/id-1\) has the state duplicateLocationId$/),
    expect.stringMatching(/id-2\) has the state unknown$/),
    "What to do:",
    expect.stringMatching(/Download a new token/),
    expect.stringMatching(/Apple doesn't accept it, as happens/),
    expect.stringMatching(/Another token in this tenant is of the same location/),
    expect.stringMatching(/Look it up in the Intune portal/),
  ]);
});

test("a token that expires within 0 days but has expired hours ago is named", () => {
  const found = attentionReport(rows({ expirationDateTime: "2026-11-21T07:00:00Z" }), 0, now);
  expect(lines(found)[1]).toMatch(/\) expired on 2026-11-21, less than a day ago$/);
});

test("a token without a known date needs attention, is not said to have expired, and its state is said too", () => {
  const undated = { expirationDateTime: "0001-01-01T00:00:00Z" };
  const found = attentionReport(rows(undated, { ...undated, state: "expired" as const }, {}), 0, now);
  expect(lines(found)).toEqual([
    "2 of 3 VPP tokens need attention:",
    expect.stringMatching(/id-0\) has no known expiry date yet$/),
    expect.stringMatching(/id-1\) has no known expiry date yet, and has the state expired$/),
    "What to do:",
    expect.stringMatching(/Intune shows the expiry date once it has read the token\. Run this command again/),
    expect.stringMatching(/Download a new token/),
  ]);
});

test("a name of 5,000 letters is cut", () => {
  const long = "x".repeat(5000);
  const found = attentionReport(rows({ displayName: long, appleId: long, state: "invalid" }), 7, now);
  expect(lines(found)[1]).toMatch(/^ {2}- x{99}… \(x{99}…, id id-0\) has the state invalid$/);
});

test("a name can't steer the terminal", () => {
  const found = attentionReport(rows({ displayName: "\u001b[2JLondon\n", state: "invalid" }), 7, now);
  expect(found).toContain("\uFFFD[2JLondon\uFFFD");
});
