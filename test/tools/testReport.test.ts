import { answers } from "./answers";

const results = {
  numPassedTests: 5,
  numFailedTests: 0,
  numPendingTests: 3,
  numFailedTestSuites: 0,
  numRuntimeErrorTestSuites: 0,
  testResults: [
    { name: "/clone/test/cli/page/browser.test.ts", assertionResults: [{ status: "pending" }, { status: "pending" }] },
    { name: "/clone/test/cli/status.test.ts", assertionResults: [{ status: "passed" }, { status: "pending" }] },
  ],
};
const counted = (changes: object = {}) =>
  answers("test-report.mjs", [`tool.counted(${JSON.stringify({ ...results, ...changes })})`])[0];
const lastLines = (counts: object) =>
  String(answers("test-report.mjs", [`tool.lastLines(${JSON.stringify(counts)})`])[0]).split("\n");

test("the report counts what was skipped for want of a browser", () => {
  expect(counted()).toEqual({ passed: 5, failed: 0, skipped: 3, withoutBrowser: 2 });
});

test("the report counts a file that didn't get to its tests as a failure, and a run without results as one", () => {
  expect(counted({ numFailedTestSuites: 2 })).toMatchObject({ failed: 2 });
  expect(counted({ numFailedTests: 3, numFailedTestSuites: 2, numRuntimeErrorTestSuites: 1 })).toMatchObject({
    failed: 4,
  });
  expect(answers("test-report.mjs", ["tool.counted(undefined)"])).toEqual([
    { passed: 0, failed: 1, skipped: 0, withoutBrowser: 0 },
  ]);
});

test("the report ends with what was skipped, how to have it run, and the total", () => {
  expect(lastLines({ passed: 5, failed: 1, skipped: 3, withoutBrowser: 2 })).toEqual([
    expect.stringMatching(/^1 skipped: /),
    expect.stringMatching(/^2 skipped: .*`npm run setup -- chromium`/),
    "5 passed, 1 failed",
  ]);
  expect(lastLines({ passed: 5, failed: 0, skipped: 0, withoutBrowser: 0 })).toEqual(["5 passed, 0 failed"]);
});
