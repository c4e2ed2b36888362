import { knownTime } from "../../src/apple/tokenLife";
import { dateOf, isLater, isSameSecond } from "../../src/provider/dates";

describe("dates of the service", () => {
  test.each([
    "0001-01-01T00:00:00Z",
    "0001-01-01T14:00:00+14:00",
    "0001-01-02T00:00:00Z",
    "0001-06-01T00:00:00Z",
    "0001-12-31T23:59:59Z",
    "in May",
    "",
    null,
    undefined,
  ])("are none, to provider and status alike: %j", (date) => {
    expect([dateOf(date), knownTime(date)]).toEqual([undefined, undefined]);
    expect([isSameSecond(date, date), isLater(date, "2098-05-01T10:00:00Z")]).toEqual([false, false]);
  });

  test("are instants, however they are written", () => {
    const instant = Date.UTC(2098, 4, 1, 17);
    for (const date of ["2098-05-01T17:00:00Z", "2098-05-01T10:00:00-07:00"]) {
      expect(knownTime(date)).toBe(instant);
    }
    expect(knownTime(instant)).toBeUndefined();
  });
});
