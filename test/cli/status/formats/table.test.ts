import { type Colorize, noColor } from "../../../../src/cli/shared/output";
import { table } from "../../../../src/cli/status/formats/table";
import { now, rows } from "../rows";

const options = { colorize: noColor, width: undefined, days: undefined };
const lines = (text: string) => text.split("\n");

const london = {
  displayName: "London",
  countryOrRegion: "gb",
  expirationDateTime: "2027-05-01T17:00:00Z",
  lastAppCount: 12,
};

test("a token is a line under its headers, within 100 columns", () => {
  const listed = lines(table.render(rows(london), now, options));
  expect(listed).toEqual([
    "NAME    APPLE ID             COUNTRY  STATE  EXPIRES     DAYS  LAST SYNC          APPS",
    "London  vpp@contoso.example  GB       valid  2027-05-01   161  completed 3 h ago    12",
    "",
  ]);
});

test("what Intune leaves unset stays empty, and a sync that never was says so", () => {
  const [row] = rows({ appleId: "", lastSyncDateTime: "0001-01-01T00:00:00Z", lastSyncStatus: "none" });
  if (!row) throw new Error("no row");
  expect(lines(table.render([row], now, options))[1]).toMatch(/^id-0 {3,}valid {2}2099-05-01 {2}\d+ {2}none, never$/);
});

test.each([
  ["2026-11-21T07:58:00Z", "inProgress", "in progress 2 min ago"],
  ["2026-11-20T08:00:00Z", "completed", "completed 24 h ago"],
  ["2026-11-09T08:00:00Z", "failed", "failed 12 d ago"],
] as const)("a sync of %s that is %s reads %j", (lastSyncDateTime, lastSyncStatus, words) => {
  expect(table.render(rows({ lastSyncDateTime, lastSyncStatus }), now, options)).toContain(words);
});

test("an empty tenant is a sentence", () => {
  expect(table.render([], now, options)).toBe("The tenant has no VPP tokens.\n");
});

test("a narrow terminal cuts names and Apple IDs, and nothing else", () => {
  const long = {
    ...london,
    displayName: "Contoso Academy of London",
    appleId: "volume.purchase@academy.contoso.example",
  };
  const listed = lines(table.render(rows(long), now, { ...options, width: 100 }));
  expect(Math.max(...listed.map((line) => line.length))).toBe(100);
  expect(listed[1]).toMatch(/^Contoso \S.*… {2}volume\.\S+… {2}GB .* 2027-05-01 {3}161 {2}completed 3 h ago {4}12$/);
});

test("names of wide and of combining signs keep the columns in line", () => {
  const listed = lines(table.render(rows({ displayName: "東京本社" }, { displayName: "Zu\u0308rich" }), now, options));
  expect(listed.slice(1, 3)).toEqual([
    expect.stringMatching(/^東京本社 {2}vpp@/),
    expect.stringMatching(/^Zu\u0308rich {4}vpp@/),
  ]);
});

test("a text from the tenant can't steer the terminal", () => {
  expect(table.render(rows({ displayName: "\u001b[31m\r\u202Ex" }), now, options)).toMatch(
    /\n\uFFFD\[31m\uFFFD\uFFFDx /,
  );
});

test("a name of 5,000 letters is cut where no terminal limits the line", () => {
  const [header = "", line = ""] = lines(table.render(rows({ displayName: "x".repeat(5000) }), now, options));
  expect(line).toMatch(/^x{99}… {2}vpp@/);
  expect(header.length).toBeLessThan(250);
});

test.each(["0001-01-01T00:00:00Z", "soon"])(
  "an expiry of %s is not known yet, and counts no days",
  (expirationDateTime) => {
    const tagged: Colorize = (color, text) => `<${color}>${text}</>`;
    const listed = lines(table.render(rows({ expirationDateTime, lastAppCount: 3 }), now, options));
    expect(listed[1]).toMatch(/ valid {2}not known yet {8}completed 3 h ago {5}3$/);
    expect(table.render(rows({ expirationDateTime }), now, { ...options, colorize: tagged })).toContain(
      "<yellow>not known yet</>",
    );
  },
);

test("colors say what to look at", () => {
  const tagged: Colorize = (color, text) => `<${color}>${text}</>`;
  const days = (left: number) => new Date(now.getTime() + left * 86_400_000).toISOString();
  const colored = table.render(
    rows(
      { id: "a", expirationDateTime: days(4.5) },
      { id: "b", expirationDateTime: days(29.5) },
      { id: "c", expirationDateTime: days(30), state: "invalid", lastSyncStatus: "failed" },
    ),
    now,
    { ...options, colorize: tagged },
  );
  const [header = "", four = "", twentyNine = "", thirty = ""] = lines(colored);
  expect(header).toContain("<bold>NAME</>");
  expect(four).toContain("<red>2026-11-25</>  <red>   4</>");
  expect(twentyNine).toContain("<yellow>2026-12-20</>  <yellow>  29</>");
  expect(twentyNine).toContain("<green>valid  </>");
  expect(thirty).toMatch(/<red>invalid<\/> {2}2026-12-21 {4}30 {2}<red>failed 3 h ago/);
});
