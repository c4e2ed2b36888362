import { unpainted } from "../../src/cli/paint";
import { description } from "../../src/cli/tellToken";

const info = { organizationName: "Contoso", expirationDateTime: "2027-05-01T17:00:00.000Z" };

test.each([
  [161, "161 days left", "valid"],
  [1, "1 day left", "valid"],
  [0, "less than a day left", "valid"],
  [-1, "expired less than a day ago", "expired"],
  [-13, "expired 12 days ago", "expired"],
])("a token with %i days left is described", (daysLeft, left, state) => {
  expect(description(info, daysLeft, unpainted).split("\n")).toEqual([
    "Organization:  Contoso",
    `Expires:       2027-05-01T17:00:00Z (${left})`,
    `State:         ${state}`,
    "",
  ]);
});

test("an organisation's name can't steer the terminal", () => {
  expect(description({ ...info, organizationName: "\u001b]0;x\u0007" }, 1, unpainted)).toContain(
    "  \uFFFD]0;x\uFFFD\n",
  );
});
