import { noColor } from "../../src/cli/shared/output";
import { tokenSummary } from "../../src/cli/token";

const info = { organizationName: "Contoso", expirationDateTime: "2027-05-01T17:00:00.000Z" };

test.each([
  [161, false, "161 days left", "valid"],
  [1, false, "1 day left", "valid"],
  [0, false, "less than a day left", "valid"],
  [0, true, "expired less than a day ago", "expired"],
  [-12, true, "expired 12 days ago", "expired"],
])("a token with %i days left (expired: %p) is described", (daysLeft, hasExpired, left, state) => {
  expect(tokenSummary(info, { daysLeft, hasExpired }, noColor).split("\n")).toEqual([
    "Organization:  Contoso",
    `Expires:       2027-05-01T17:00:00Z (${left})`,
    `State:         ${state}`,
    "",
  ]);
});

test("an organization's name can't steer the terminal", () => {
  expect(
    tokenSummary({ ...info, organizationName: "\u001b]0;x\u0007" }, { daysLeft: 1, hasExpired: false }, noColor),
  ).toContain("  \uFFFD]0;x\uFFFD\n");
});
