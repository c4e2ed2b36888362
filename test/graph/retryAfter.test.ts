import { retryAfterSeconds } from "../../src/graph/retryAfter";

const now = new Date(Date.UTC(2026, 10, 21, 7, 28, 0));

test.each([
  ["30", 30],
  ["0", 0],
  [" 1.5 ", 1.5],
  ["0.25", 0.25],
  [".5", 0.5],
  ["Sat, 21 Nov 2026 07:28:30 GMT", 30],
  ["Saturday, 21-Nov-26 07:28:30 GMT", 30],
  ["Sat Nov 21 07:28:30 2026", 30],
  ["Sat, 21 Nov 2026 07:27:00 GMT", 0],
])("%j asks for a wait of %s s", (header, seconds) => {
  expect(retryAfterSeconds(header, now)).toBe(seconds);
});

test.each([undefined, "", "soon", "-5", "5 apples", "1e3", "0x10", "NaN", "Infinity", "Sat, 99 Nov 2026 07:28:30 GMT"])(
  "%j asks for nothing",
  (header) => {
    expect(retryAfterSeconds(header, now)).toBeUndefined();
  },
);
