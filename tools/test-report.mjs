// @ts-check
// What `npm test` says at its end.

/**
 * @typedef {object} JestResults What jest writes with --json, as far as it is read.
 * @property {number} numPassedTests
 * @property {number} numFailedTests
 * @property {number} numPendingTests
 * @property {number} numFailedTestSuites
 * @property {number} numRuntimeErrorTestSuites
 * @property {{ name: string, assertionResults: { status: string }[] }[]} testResults
 */

/** @typedef {{ passed: number, failed: number, skipped: number, withoutBrowser: number }} Counts */

/** Tests that need a browser lie in files of this name. */
const browserTests = /[\\/]browser\.test\.ts$/;

/**
 * What jest counted; a run that didn't get as far as counting is one failure, and so is a file that didn't get to its tests.
 *
 * @param {JestResults | undefined} results
 * @returns {Counts} `withoutBrowser` are those of the skipped ones that need a browser.
 */
export function counted(results) {
  if (!results) return { passed: 0, failed: 1, skipped: 0, withoutBrowser: 0 };
  const broken = results.numFailedTests === 0 ? results.numFailedTestSuites : results.numRuntimeErrorTestSuites;
  const pending = results.testResults
    .filter(({ name }) => browserTests.test(name))
    .flatMap(({ assertionResults }) => assertionResults.filter(({ status }) => status === "pending"));
  return {
    passed: results.numPassedTests,
    failed: results.numFailedTests + broken,
    skipped: results.numPendingTests,
    withoutBrowser: pending.length,
  };
}

/**
 * The last lines: what was skipped and how to have it run, then the total.
 *
 * @param {Counts} counts
 * @returns {string}
 */
export function lastLines({ passed, failed, skipped, withoutBrowser }) {
  const others = skipped - withoutBrowser;
  return [
    ...(others > 0 ? [`${others} skipped: this machine or this run lacks what they need.`] : []),
    ...(withoutBrowser > 0
      ? [
          `${withoutBrowser} skipped: they need a browser. \`npm run setup -- chromium\` installs one; then run them again.`,
        ]
      : []),
    `${passed} passed, ${failed} failed`,
  ].join("\n");
}
