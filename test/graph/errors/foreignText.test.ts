import { printable } from "../../../src/displayText";
import { cleaned, cut, foreignText } from "../../../src/graph/errors/foreignText";

const steering = {
  "control characters": ["\u0000", "\u0007", "\u0008", "\u001B", "\u007F"],
  "control characters of the second set": ["\u0080", "\u0085", "\u009B", "\u009F"],
  "characters that turn the direction of writing": [
    ...["\u061C", "\u200E", "\u200F", "\u202A", "\u202B", "\u202C", "\u202D", "\u202E"],
    ...["\u2066", "\u2067", "\u2068", "\u2069"],
  ],
  "characters without width": ["\u00AD", "\u200B", "\u200C", "\u200D", "\u2060", "\uFEFF", "\u{E0041}"],
  "separators of lines and paragraphs": ["\u2028", "\u2029"],
  "halves of characters": ["\uD83D", "\uDE00"],
};

describe.each(Object.entries(steering))("%s", (_what, characters) => {
  test.each(characters)("are shown and do nothing: %j", (character) => {
    expect(printable(`Lon${character}don`)).toBe("Lon\uFFFDdon");
    expect(foreignText(`Lon${character}don`)).toMatch(/^Lon[\uFFFD ]don$/);
  });
});

test("what is printable stays as it is", () => {
  const text = `Zürich, 東京, 😀, "quoted" <b> & 'é'`;
  expect(printable(text)).toBe(text);
  expect(foreignText(text)).toBe(text);
});

test("a string from a service is one line, without sequences that color it or move the cursor", () => {
  expect(foreignText("\u001B[31mNo.\u001B[0m\r\n\terror: forged\u001B[2J\n")).toBe("No. error: forged");
  expect(foreignText("\u001B]0;title\u0007No.")).toBe("\uFFFD]0;title\uFFFDNo.");
});

describe("a long string", () => {
  test("is cut where it is quoted, and says so", () => {
    expect(foreignText("a".repeat(5000))).toBe(`${"a".repeat(999)}…`);
    expect(foreignText("a".repeat(1000))).toBe("a".repeat(1000));
    expect(cut("abcdef", 4)).toBe("abc…");
  });

  test("keeps whole characters", () => {
    expect(cut(`ab${"😀".repeat(3)}`, 4)).toBe("ab…");
    expect(cut(`a${"😀".repeat(3)}`, 4)).toBe("a😀…");
  });

  test("is still whole when it is only cleaned, up to 100,000 characters", () => {
    expect(cleaned("a".repeat(5000))).toHaveLength(5000);
    expect(cleaned("a".repeat(200_000))).toHaveLength(100_000);
  });
});
