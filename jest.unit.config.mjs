import everything from "./jest.config.mjs";

/**
 * What needs neither the Pulumi CLI, nor a browser, nor more than a moment: `npm run test:unit`. The long searches for a
 * counterexample are in files named *.properties.test.ts, and what reads or runs the whole clone in folders of its own.
 *
 * @type {import("jest").Config}
 */
export default {
  ...everything,
  testPathIgnorePatterns: [
    "/test/(docs|e2e|examples|faults|package|tools)/",
    "\\.properties\\.test\\.ts$",
    "/browser\\.test\\.ts$",
  ],
  testTimeout: 5000,
  // Every core: many of them wait for a process of their own.
  maxWorkers: "100%",
};
