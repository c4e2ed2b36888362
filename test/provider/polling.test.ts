import { isWorthLogging, pollDelayMs } from "../../src/provider/polling";

test("pauses grow from a second to fifteen", () => {
  const pauses = Array.from({ length: 12 }, (_, index) => pollDelayMs(index));
  expect(pauses[0]).toBe(1000);
  expect(pauses.at(-1)).toBe(15_000);
  expect(pauses).toEqual([...pauses].sort((a, b) => a - b));
  expect(new Set(pauses.slice(0, 7)).size).toBe(7);
});

test("a person hears of a long wait after half a minute, and then each time that it has doubled", () => {
  const looks = Array.from({ length: 60 }, (_, index) => index * 10_000);
  const said = looks.filter((now, index) => isWorthLogging(looks[index - 1] ?? 0, now));
  expect(said).toEqual([30_000, 60_000, 120_000, 240_000, 480_000]);
});
