import { noColor } from "../../../../src/cli/shared/output";
import { junit } from "../../../../src/cli/status/formats/junit";
import { now, rows } from "../rows";
import { parseXml } from "./strictXml";

type Tokens = Parameters<typeof rows>;

function report(days: number | undefined, ...tokens: Tokens) {
  const root = parseXml(junit.render(rows(...tokens), now, { colorize: noColor, width: undefined, days }));
  const suite = root.children[0];
  if (!suite) throw new Error("no suite");
  return { root, suite, cases: suite.children };
}

/** The names of the tests that failed, with their sentences. */
function failures(days: number | undefined, ...tokens: Tokens) {
  return report(days, ...tokens).cases.flatMap(({ attributes, children }) =>
    children.map((failure) => [attributes.name, failure.attributes.message]),
  );
}

test("a token is three tests in one class, and the totals count them", () => {
  const { root, suite, cases } = report(undefined, { displayName: "London", state: "invalid" }, {});
  expect([root.name, suite.name]).toEqual(["testsuites", "testsuite"]);
  for (const { attributes } of [root, suite])
    expect(attributes).toMatchObject({ tests: "6", failures: "1", errors: "0" });
  expect(suite.attributes.timestamp).toBe("2026-11-21T08:00:00");
  expect(cases.slice(0, 3).map(({ name, attributes }) => [name, attributes.classname, attributes.name])).toEqual([
    ["testcase", "VPP token id-0", "London is valid"],
    ["testcase", "VPP token id-0", "London lasts 30 more days"],
    ["testcase", "VPP token id-0", "London was synced within a day"],
  ]);
});

test("a token that isn't valid fails with a sentence", () => {
  expect(failures(undefined, { displayName: "London", state: "assignedToExternalMDM" })).toEqual([
    [
      "London is valid",
      expect.stringMatching(/^London \(.*\) has the state assignedToExternalMDM\. Another MDM .*\.$/),
    ],
  ]);
});

test.each([
  [undefined, 29.9, 1],
  [undefined, 30.1, 0],
  [60, 59.9, 1],
  [14, 14.1, 0],
])("with --expiring-within %p, a token with %d days left fails %i tests", (days, left, count) => {
  const expirationDateTime = new Date(now.getTime() + left * 86_400_000).toISOString();
  expect(failures(days, { expirationDateTime })).toHaveLength(count);
});

test.each([
  ["an hour ago", { lastSyncDateTime: "2026-11-21T07:00:00Z" }, undefined],
  ["25 hours ago", { lastSyncDateTime: "2026-11-20T07:00:00Z" }, "was last synced on 2026-11-20"],
  ["with a failure", { lastSyncStatus: "failed" }, "failed to sync, and was last synced on 2026-11-21"],
  ["never", { lastSyncDateTime: "0001-01-01T00:00:00Z" }, "was never synced"],
] as const)("a token that was synced %s passes or says so", (_when, token, why) => {
  expect(failures(undefined, token).map(([, message]) => message)).toEqual(
    why === undefined ? [] : [expect.stringContaining(`) ${why}. Intune syncs twice a day`)],
  );
});

test("names of any signs make a document that parses", () => {
  const displayName = '<b> & "quoted" \u0000\u0008\u001b[31m\uFFFF\uD800 new\nline\ttab ]]> 東京 😀';
  const { cases } = report(undefined, { displayName, appleId: displayName, state: "invalid" });
  expect(cases[0]?.attributes.name).toBe(
    '<b> & "quoted" \uFFFD\uFFFD\uFFFD[31m\uFFFD\uFFFD new\nline\ttab ]]> 東京 😀 is valid',
  );
});

test("names steer nothing that shows the report, and those of 5,000 letters are cut", () => {
  const displayName = `\u202E\u200B\u2028\u0085${"x".repeat(5000)}`;
  const { cases } = report(undefined, { displayName, state: "invalid" });
  expect(cases[0]?.attributes.name).toMatch(/^\uFFFD{4}x+… is valid$/);
  expect(cases[0]?.attributes.name?.length).toBeLessThan(120);
  expect(cases[0]?.children[0]?.attributes.message).toMatch(/^\uFFFD{4}x{95}… \(/);
});

test("a token without a known date fails to last, and nothing says that it expired", () => {
  expect(failures(undefined, { displayName: "London", expirationDateTime: "0001-01-01T00:00:00Z" })).toEqual([
    [
      "London lasts 30 more days",
      expect.stringMatching(/\) has no known expiry date yet\. Intune shows the expiry date/),
    ],
  ]);
});

test("an empty tenant is a report without tests", () => {
  expect(report(undefined).suite.attributes).toMatchObject({ tests: "0", failures: "0" });
});
