/** How TypeScript is read: as plain TypeScript, or with markup in it. */
const readAs = (tsx) => [
  "@swc/jest",
  {
    jsc: {
      target: "es2022",
      parser: { syntax: "typescript", tsx },
      transform: { react: { runtime: "automatic", importSource: "preact" } },
    },
    module: { type: "commonjs" },
    sourceMaps: "inline",
  },
];

/** @type {import("jest").Config} */
module.exports = {
  testEnvironment: "node",
  roots: ["<rootDir>/test"],
  testMatch: ["**/*.test.ts"],
  transform: { "^.+\\.ts$": readAs(false), "^.+\\.tsx$": readAs(true) },
  reporters: ["default", "<rootDir>/test/reporter.js"],
  testTimeout: 20_000,
};
