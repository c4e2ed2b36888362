import { rows } from "./rows";

const days = (date: string) => rows({ expirationDateTime: date })[0]?.daysLeft;

test.each([
  ["2026-12-21T08:00:00Z", 30],
  ["2026-12-21T07:59:59Z", 29],
  ["2026-11-22T07:59:59Z", 0],
  ["2026-11-21T07:59:59Z", 0],
  ["2026-11-20T08:00:01Z", 0],
  ["2026-11-20T07:59:59Z", -1],
  ["2026-11-22T09:00:00.1234567+01:00", 1],
])("a token that expires at %s has %i days left", (date, left) => {
  expect(days(date)).toBe(left);
});

test.each(["0001-01-01T00:00:00Z", "0001-01-01T08:00:00.0000000+08:00", "soon"])(
  "a token that expires at %s has no days left and hasn't expired",
  (expirationDateTime) => {
    expect(rows({ expirationDateTime })[0]).toMatchObject({ daysLeft: null, hasExpired: false });
  },
);

test("a token without a date comes first, whatever the order in which they are listed", () => {
  const tokens = [
    { id: "expired", expirationDateTime: "2020-01-01T00:00:00Z" },
    { id: "b", expirationDateTime: "soon" },
    { id: "late", expirationDateTime: "2028-01-01T00:00:00Z" },
    { id: "a", expirationDateTime: "0001-01-01T00:00:00Z" },
  ];
  for (const given of [tokens, tokens.toReversed()]) {
    expect(rows(...given).map(({ id }) => id)).toEqual(["a", "b", "expired", "late"]);
  }
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
