import { answers } from "../answers";
import { pinned } from "./machine";

/** Asks all the questions of a table at once and compares it as a whole, so that a failure shows the line. */
function expectTable(file: string, table: Readonly<Record<string, unknown>>): void {
  const questions = Object.keys(table);
  const given = answers(
    `pulumi-cli/${file}`,
    questions.map((question) => `tool.${question}`),
  );
  expect(Object.fromEntries(questions.map((question, index) => [question, given[index]]))).toEqual(table);
}

test("a version is good from 3.254.0 on, within the same major version", () => {
  const objection = (answer: string) => `versionObjection("${answer}", { atLeast: tool.oldestSupported })`;
  expectTable("version.mjs", {
    [objection("v3.254.0")]: "nothing",
    [objection("3.254.1\\n")]: "nothing",
    [objection("v3.1000.0")]: "nothing",
    [objection("v3.300.0-alpha.1")]: "nothing",
    [objection("v3.253.99")]: "it is 3.253.99, and 3.254.0 or newer is needed",
    [objection("v3.254.0-alpha.1")]: "it is 3.254.0-alpha.1, and 3.254.0 or newer is needed",
    [objection("v4.0.0")]: "it is 4.0.0, and only version 3 is supported",
    [objection("hello")]: '`pulumi version` answered "hello", which is no version',
  });
});

test("a cached CLI is good in the pinned version only", () => {
  expectTable("version.mjs", {
    [`versionObjection("v${pinned}\\n", { exactly: "${pinned}" })`]: "nothing",
    [`versionObjection("v9.9.9", { exactly: "${pinned}" })`]: `it is 9.9.9, not ${pinned}`,
  });
});

test("Go is good from the version that go.mod names, and a development build is taken for new", () => {
  expectTable("build.mjs", {
    'goVersionObjection("go1.25.11", "1.25.11")': "nothing",
    'goVersionObjection("go1.26 X:boringcrypto", "1.25.11")': "nothing",
    'goVersionObjection("devel go1.27-abcdef", "1.25.11")': "nothing",
    'goVersionObjection("go1.25.9", "1.25.11")': "go is 1.25.9, and 1.25.11 or newer is needed",
  });
});

test("a holder is gone when its process is, or when it gave no sign for long, but not because another host has no such process", () => {
  const here = (alive: boolean) => `{ host: "here", isAlive: () => ${alive} }`;
  expectTable("lock.mjs", {
    [`isAbandoned({ pid: 1, host: "here", key: "k" }, 0, ${here(true)})`]: false,
    [`isAbandoned({ pid: 1, host: "here", key: "k" }, 0, ${here(false)})`]: true,
    [`isAbandoned({ pid: 1, host: "elsewhere", key: "k" }, 0, ${here(false)})`]: false,
    [`isAbandoned({ pid: 1, host: "here", key: "k" }, 119, ${here(true)})`]: false,
    [`isAbandoned({ pid: 1, host: "here", key: "k" }, 120, ${here(true)})`]: true,
    [`isAbandoned(undefined, 0, ${here(false)})`]: false,
    [`isAbandoned(undefined, 120, ${here(true)})`]: true,
  });
});

test("the ways keep their order, and the cache follows XDG_CACHE_HOME unless it is relative", () => {
  expectTable("ways.mjs", {
    "chosenWays(undefined)": { ways: ["path", "cache", "install", "build"] },
    'chosenWays(" build, path ")': { ways: ["path", "build"] },
    'cacheRoot("/x", "/home/me")': "/x/pulumi-intune/cli",
    'cacheRoot(undefined, "/home/me")': "/home/me/.cache/pulumi-intune/cli",
    'cacheRoot("x", "/home/me")': "/home/me/.cache/pulumi-intune/cli",
  });
});

test("a duration is said in minutes and seconds", () => {
  expectTable("progress.mjs", {
    "spokenDuration(9_600)": "10 s",
    "spokenDuration(59_400)": "59 s",
    "spokenDuration(185_000)": "3 min 5 s",
  });
});
