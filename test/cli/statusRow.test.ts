import { rows } from "./rows";

const days = (date: string) => rows({ expirationDateTime: date })[0]?.daysLeft;

test.each([
  ["2026-12-21T08:00:00Z", 30],
  ["2026-12-21T07:59:59Z", 29],
  ["2026-11-22T07:59:59Z", 0],
  ["2026-11-21T07:59:59Z", -1],
  ["2026-11-20T07:59:59Z", -2],
  ["2026-11-22T09:00:00.1234567+01:00", 1],
])("a token that expires at %s has %i days left", (date, left) => {
  expect(days(date)).toBe(left);
});

test("the soonest expiry comes first, and the id decides between two of an instant", () => {
  const same = "2027-01-01T00:00:00Z";
  const listed = rows(
    { id: "late", expirationDateTime: "2028-01-01T00:00:00Z" },
    { id: "b", expirationDateTime: same },
    { id: "a", expirationDateTime: "2027-01-01T01:00:00+01:00" },
    { id: "expired", expirationDateTime: "2020-01-01T00:00:00Z" },
  );
  expect(listed.map(({ id }) => id)).toEqual(["expired", "a", "b", "late"]);
});

test("a row holds all that the token does", () => {
  expect(rows({ displayName: "London", lastAppCount: 3 })[0]).toMatchObject({ displayName: "London", lastAppCount: 3 });
});
