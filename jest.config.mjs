/** @type {import("jest").Config} */
export default {
  testEnvironment: "node",
  roots: ["<rootDir>/test"],
  testMatch: ["**/*.test.ts"],
  transform: { "^.+\\.ts$": ["ts-jest", { tsconfig: "<rootDir>/tsconfig.json" }] },
  // The real CLI takes seconds a run, and this is only there to end what hangs.
  testTimeout: 600_000,
  modulePathIgnorePatterns: ["<rootDir>/dist"],
};
