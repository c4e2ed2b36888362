import { shows } from "./shownOutput";

describe("an output that a page shows", () => {
  test.each([
    ["a\nb", "a\nb\n"],
    ["a\n…\nd", "a\nb\nc\nd"],
    ["a\n…", "a"],
    ["a … d", "a b c d"],
    ["created (0.21s)", "created (12s)   "],
    ["id: 117bb683-8410-4674-8c28-d370a7a5f006", "@ updating...\nid: 11cf659c-1b66-459f-8631-39352290a104"],
    ["Duration: 6s", "Duration: 1m2s"],
  ])("%j is what was printed: %j", (shown, printed) => {
    expect(shows(shown, printed)).toBe(true);
  });

  test.each([
    ["a", "a\nb"],
    ["a\n…\nd", "a\nb\nc"],
    ["a.c", "abc"],
    ["+ 2 created", "+ 1 created"],
    ["id: 1", "id: 117bb683-8410-4674-8c28-d370a7a5f006"],
  ])("%j is not what was printed: %j", (shown, printed) => {
    expect(shows(shown, printed)).toBe(false);
  });
});
