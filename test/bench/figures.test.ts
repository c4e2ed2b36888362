import { rotated } from "../../bench/comparison.cjs";
import { memoryIn, parentIn } from "../../bench/memory.cjs";
import { countByPackage, roleOf } from "../../bench/modules.cjs";
import { curveOf } from "../../bench/scale.cjs";
import { figure, median } from "../../bench/summary.cjs";
import { measurement } from "./sample";

test("a median is the middle one, or the mean of the two in the middle", () => {
  expect(median([9, 1, 5])).toBe(5);
  expect(median([4, 1, 3, 2])).toBe(2.5);
});

test("a figure is the median of the same contender, size and operation only", () => {
  const measured = [
    measurement({ seconds: 3 }),
    measurement({ seconds: 1, repetition: 2 }),
    measurement({ seconds: 2, repetition: 3 }),
    measurement({ seconds: 50, contender: "textbook" }),
    measurement({ seconds: 60, tokens: 200 }),
    measurement({ seconds: 70, operation: "refresh" }),
  ];
  const up = { contender: "ours", tokens: 1, operation: "up" } as const;
  expect(figure(measured, up, "seconds")).toBe(2);
  expect(figure(measured, { ...up, operation: "destroy" }, "seconds")).toBeUndefined();
});

test("a figure that could not be measured once is not made up from the rest", () => {
  const measured = [measurement({ engineMemory: 5 }), measurement({ engineMemory: null, repetition: 2 })];
  expect(figure(measured, { contender: "ours", tokens: 1, operation: "up" }, "engineMemory")).toBeNull();
});

test("contenders take turns in beginning", () => {
  expect([1, 2, 3].map((repetition) => rotated(["a", "b", "c"], repetition).join(""))).toEqual(["bca", "cab", "abc"]);
  expect(rotated([], 1)).toEqual([]);
});

test("Linux's text tells a process's memory, and nothing for one that has ended", () => {
  expect(memoryIn("Name:\tnode\nVmHWM:\t    2048 kB\nVmRSS:\t    1024 kB\n")).toEqual({
    now: 1_048_576,
    peak: 2_097_152,
  });
  expect(memoryIn("Name:\tnode\nState:\tZ (zombie)\n")).toBeUndefined();
  expect(memoryIn("")).toBeUndefined();
});

test("a process's parent is found behind a name with brackets and blanks", () => {
  expect(parentIn("42 (a (b) c) S 7 42 42 0")).toBe(7);
});

test("a memory curve is its start, its middle and its end", () => {
  const samples = Array.from({ length: 101 }, (_, index) => ({ seconds: index, bytes: index }));
  expect(curveOf(samples)).toEqual([10, 50, 100]);
  expect(curveOf([])).toEqual([]);
});

test("modules are counted by the innermost package that they lie in", () => {
  const modules = [
    "/clone/dist/index.js",
    "/clone/node_modules/@azure/identity/dist/index.js",
    "/clone/node_modules/@azure/identity/node_modules/ms/index.js",
    "C:\\clone\\node_modules\\ms\\index.js",
    "/tmp/program/index.js",
  ];
  expect(countByPackage(modules, "/clone")).toEqual({
    "pulumi-intune": 1,
    "@azure/identity": 1,
    ms: 2,
    "the program": 1,
  });
});

test("a process is known by what Node runs in it", () => {
  expect(roleOf("/x/node_modules/@pulumi/pulumi/cmd/dynamic-provider/index.js")).toBe("provider");
  expect(roleOf("/x/node_modules/@pulumi/pulumi/cmd/run")).toBe("program");
  expect(roleOf("/usr/bin/npm")).toBeUndefined();
});
