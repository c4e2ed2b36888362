import fc from "fast-check";
import { statusPage } from "../../../../src/cli/status/page/statusPage";
import { statusRows } from "../../../../src/cli/status/statusRow";
import { at, manyRows, row } from "./sampleRows";

const idsOf = (page: string) => [...page.matchAll(/<th [^>]*id="([^"]+)"/g)].map(([, id]) => id);

test("a page has the expired tokens first, and then a part for each month in which one expires", () => {
  const rows = statusRows(
    ["2027-02-03", "2026-11-01", "2026-12-31", "2027-02-01"].map((day, n) =>
      row({ id: `token-${n}`, expirationDateTime: `${day}T10:00:00Z` }),
    ),
    at,
  );
  expect(idsOf(statusPage(rows, at))).toEqual(["expired", "month-2026-12", "month-2027-02"]);
});

test("a token without a known date has a part of its own, no days, and is no expired one", () => {
  const rows = statusRows([row({ expirationDateTime: "0001-01-01T00:00:00Z" }), row({ id: "late" })], at);
  const page = statusPage(rows, at);
  expect(idsOf(page)).toEqual(["undated", "month-2027-05"]);
  expect(page).toContain('data-traits="undated"');
  expect(page).toContain("expiry date not known yet");
  expect(page).not.toMatch(/0001|expired .* ago|NaN|null/);
});

test("names steer nothing, and those of 5,000 letters are cut", () => {
  const name = `\u001b[2J\u009b\u202E\u2066\u200F\u200B\uFEFF${"x".repeat(5000)}`;
  const page = statusPage(
    [row({ displayName: name, locationName: `${name}2`, organizationName: name, appleId: name })],
    at,
  );
  expect(page).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}]/u);
  expect(page).toContain("\uFFFD[2J\uFFFD\uFFFD");
  expect(page).not.toMatch(/x{100}/);
});

test("a page of an empty tenant says that there are none", () => {
  expect(statusPage([], at)).toContain("The tenant has no VPP tokens.");
});

test("a page names no other place to load anything from", () => {
  const page = statusPage(manyRows(40), at);
  expect(page).toContain("default-src &#39;none&#39;");
  expect(page).not.toMatch(/\s(src|srcset|data|action|formaction)=|@import|url\(|<link|<base|href="[^#]/i);
});

const text = fc.oneof(
  fc.string({ unit: "grapheme" }),
  fc.constantFrom(
    '"><img src=x onerror=alert(1)>',
    "</script><script>alert(1)</script>",
    "</style>",
    "' onload='x",
    "&lt;",
  ),
);

test("no value of Intune's can break out of its place", () => {
  const frame = tagsOf(statusPage([row()], at));
  fc.assert(
    fc.property(
      fc.record({ displayName: text, appleId: text, organizationName: text, countryOrRegion: text }),
      (values) => {
        expect(tagsOf(statusPage([row(values)], at))).toBe(frame);
      },
    ),
    { numRuns: 300 },
  );
});

/** The opening tags of a page with their attributes' names. A token has a `small` for each of its other names, so those don't count. */
function tagsOf(page: string): string {
  const tags = [...page.matchAll(/<([a-z0-9]+)((?:\s+[a-z-]+(?:="[^"]*")?)*)\s*\/?>/g)];
  return tags
    .filter(([, name]) => name !== "small")
    .map(([, name, attributes = ""]) => `${name}${attributes.replace(/="[^"]*"/g, "")}`)
    .join("\n");
}
