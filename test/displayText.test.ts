import { displayText, jsonText, printable, printableLines, shortened } from "../src/displayText";

const characters = (...ranges: [number, number][]) =>
  ranges.flatMap(([first, last]) =>
    Array.from({ length: last - first + 1 }, (_, n) => String.fromCodePoint(first + n)),
  );

const steering: [string, string[]][] = [
  ["C0 control characters", characters([0x00, 0x1f], [0x7f, 0x7f])],
  ["C1 control characters", characters([0x80, 0x9f])],
  ["direction characters", characters([0x202a, 0x202e], [0x2066, 0x2069], [0x200e, 0x200f], [0x061c, 0x061c])],
  ["zero-width characters", characters([0x200b, 0x200d], [0x2060, 0x2065], [0xfeff, 0xfeff], [0x00ad, 0x00ad])],
  ["line separators", characters([0x2028, 0x2029])],
  ["tags", characters([0xe0001, 0xe0001], [0xe0020, 0xe007f])],
  ["halves of surrogate pairs", ["\uD800", "\uDFFF"]],
];

test.each(steering)("printable: shows %s as U+FFFD", (_what, some) => {
  for (const character of some) {
    expect([character, printable(`a${character}b`)]).toEqual([character, "a\uFFFDb"]);
  }
});

test("printable: leaves no ANSI sequence that a terminal obeys", () => {
  expect(printable("\u001b[31mred\u001b[0m \u009b2J \u001b]0;title\u0007")).toBe(
    "\uFFFD[31mred\uFFFD[0m \uFFFD2J \uFFFD]0;title\uFFFD",
  );
});

test.each(["London", "Zu\u0308rich", "東京本社", "مدرسة", "😀 ❤️", "a\u00A0b"])(
  "printable: leaves %j as it is",
  (name) => {
    expect(printable(name)).toBe(name);
  },
);

test("printableLines: keeps the lines of a message", () => {
  expect(printableLines("one\n\u001b[2Jtwo\r\n")).toBe("one\n\uFFFD[2Jtwo\uFFFD\n");
});

test("shortened: cuts 5,000 characters to 100, and none through a surrogate pair", () => {
  expect(shortened("x".repeat(5000))).toBe(`${"x".repeat(99)}…`);
  expect(shortened("😀".repeat(5000))).toBe(`${"😀".repeat(99)}…`);
  expect(shortened("😀".repeat(100))).toBe("😀".repeat(100));
  expect(displayText(`${"\u001b".repeat(5000)}`)).toBe(`${"\uFFFD".repeat(99)}…`);
});

test.each(steering)("jsonText: escapes %s, and the value stays the same", (_what, some) => {
  const value = { name: `a${some.join("")}b`, [some.join("")]: 1 };
  const text = jsonText(value, 2);
  expect(text).not.toMatch(/(?!\n)[\p{C}\p{Zl}\p{Zp}]/u);
  expect(JSON.parse(text)).toEqual(value);
});
