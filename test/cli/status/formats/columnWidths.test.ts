import { displayWidth, fitColumns, truncate } from "../../../../src/cli/status/formats/columnWidths";

test.each([
  ["", 0],
  ["Zürich", 6],
  ["Zu\u0308rich", 6],
  ["東京", 4],
  ["서울", 4],
  ["😀", 2],
  ["👩\u200D", 2],
])("%j takes %i places", (text, width) => {
  expect(displayWidth(text)).toBe(width);
});

test.each([
  ["London", 6, "London"],
  ["London", 5, "Lond…"],
  ["東京本社", 6, "東京…"],
])("%j is cut to %i places as %j", (text, width, shown) => {
  expect(truncate(text, width)).toBe(shown);
});

describe("columns", () => {
  const wanted = [
    { widest: 30, truncatable: true },
    { widest: 20, truncatable: true },
    { widest: 10, truncatable: false },
  ];

  test("are as wide as their widest text where there is room", () => {
    expect(fitColumns(wanted, 2, 64)).toEqual([30, 20, 10]);
    expect(fitColumns(wanted, 2)).toEqual([30, 20, 10]);
  });

  test("give way where there isn't, the widest that may first", () => {
    expect(fitColumns(wanted, 2, 60)).toEqual([26, 20, 10]);
    expect(fitColumns(wanted, 2, 44)).toEqual([15, 15, 10]);
  });

  test("stay readable on the narrowest terminal", () => {
    expect(fitColumns(wanted, 2, 10)).toEqual([8, 8, 10]);
  });
});
