import { machineText, systemOf } from "../../bench/machine.cjs";
import { picture } from "../../bench/picture.cjs";
import { extract, report, withExtract } from "../../bench/report.cjs";
import type { Results } from "../../bench/types";
import { machine, measurement } from "./sample";

const measured = [
  measurement({ seconds: 2 }),
  measurement({ contender: "textbook", seconds: 4, stateBytes: 12_345 }),
  measurement({ contender: "empty", seconds: 1.25, requests: 0, providerMemory: null }),
  measurement({ tokens: 1000, seconds: 60, requests: 1001 }),
  measurement({ tokens: 1000, contender: "textbook", seconds: 240, requests: 1000, engineMemory: null }),
];
const section = { date: "2026-11-21", machine };
const results: Results = { comparison: { ...section, withoutTerraform: "there is none", measured } };

test("the seconds stand beside what they are of the others'", () => {
  expect(report(results)).toContain(
    [
      "| Tokens | Operation | pulumi-intune | textbook provider | empty program | ÷ textbook provider | ÷ empty program |",
      "| --- | --- | ---: | ---: | ---: | ---: | ---: |",
      "| 1 | up | 2.00 | 4.00 | 1.25 | 0.50 | 1.60 |",
      "| 1,000 | up | 60.0 | 240 | – | 0.25 | – |",
    ].join("\n"),
  );
});

test("requests, memory and state have tables of their own, and what wasn't measured says so", () => {
  const text = report(results);
  expect(text).toContain("| 1,000 | up | 1,001 | 1,000 |");
  expect(text).toContain("| 1 | textbook provider | 100 MiB | 80 MiB | 12 KB |");
  expect(text).toContain("| 1 | empty program | 100 MiB | – | 4 KB |");
  expect(text).toContain("| 1,000 | textbook provider | not measured | 80 MiB | 4 KB |");
});

test("the report names the machine and why Terraform is left out", () => {
  const text = report(results);
  expect(text).toContain(
    "Measured on 2026-11-21: A Processor, 2 cores, 24 GiB; Linux 6.1; Node 20.20.2, Pulumi CLI 3.257.0.",
  );
  expect(text).toContain("- **Terraform**: left out, because there is none.");
});

test("parts that weren't measured are left out", () => {
  expect(report({})).not.toContain("##");
  expect(report(results)).not.toContain("## 3,000 tokens");
});

test("3,000 tokens have a line for each way and operation, with the provider's memory over time", () => {
  const { contender: _, tokens: __, repetition: ___, ...costs } = measurement({ operation: "refresh", seconds: 20 });
  const providerCurve = [80, 90, 91].map((mebibytes) => mebibytes * 2 ** 20);
  const text = report({
    scale: { ...section, measured: [{ ...costs, stacks: 3, checkpoints: false, providerCurve }] },
  });
  expect(text).toContain(
    "| 3 stacks, one after the other, without checkpoints | refresh | 20.0 | 2 | 100 MiB | 80 MiB | 80 MiB → 90 MiB → 91 MiB | 4 KB |",
  );
});

test("what an empty program loads as well counts as Pulumi's own", () => {
  const modules = {
    "empty: program": { "@pulumi/pulumi": 80, semver: 40 },
    "ours: provider": { "@pulumi/pulumi": 70, semver: 40, "pulumi-intune": 90 },
  };
  const startSeconds = { ours: [2.4, 2.6, 9], oursWithSdk: [3, 3, 3], bare: [2.2], empty: [2, 1, 3] };
  const text = report({
    startUp: { ...section, measured: [{ seconds: startSeconds, modules }] },
  });
  expect(text).toMatch(
    /^\| an empty program, .* \| 2\.00 \| 1\.00 \|\n\| a dynamic provider .* \| 2\.20 \| 1\.10 \|$/m,
  );
  expect(text).toMatch(
    /^\| one token: .* \| 2\.60 \| 1\.30 \|\n\| one token, .* \| 3\.00 \| 1\.50 \|\n\nMedians of 3, /m,
  );
  expect(text).toContain(
    ["| all | 120 | 200 |", "| Pulumi's SDK, with what it needs | 120 | 110 |", "| pulumi-intune | 0 | 90 |"].join(
      "\n",
    ),
  );
});

test("a page gets the extract between its marks, again and again, and stays as it is without them", () => {
  const page = "before\n<!-- bench -->\nold\n<!-- /bench -->\nafter\n";
  const once = withExtract(page, "new");
  expect(once).toBe("before\n<!-- bench -->\nnew\n<!-- /bench -->\nafter\n");
  expect(withExtract(once, "new")).toBe(once);
  expect(withExtract("nothing here", "new")).toBe("nothing here");
});

test("the extract is two lines: the date, the figures that tell most, and a link to the rest", () => {
  const text = extract(results);
  expect(text.split("\n")).toHaveLength(2);
  expect(text).toContain("1,000 tokens in 60.0 s instead of 240 s");
  expect(text).toContain("2026-11-21");
  expect(text).toContain("(bench/README.md)");
});

test("a system is its distribution, where there is one, and the kernel's version without the builder's own marks", () => {
  expect(systemOf("Linux", "6.1.0-13-amd64", 'NAME="X"\nPRETTY_NAME="Debian GNU/Linux 12"\n')).toBe(
    "Debian GNU/Linux 12, Linux 6.1.0",
  );
  expect(systemOf("Darwin", "24.1.0", "")).toBe("Darwin 24.1.0");
  expect(machineText(section)).toContain("2 cores, 24 GiB");
});

describe("the picture", () => {
  const drawn = picture(measured, "2026-11-21");
  const bars = [...drawn.matchAll(/<rect class="(\w+)" x="[\d.]+" y="([\d.]+)" width="15" height="([\d.]+)"\/>/g)];

  test("has a bar for each contender, size and operation that was measured", () => {
    expect(bars.map(([, contender]) => contender)).toEqual(["ours", "textbook", "empty", "ours", "textbook"]);
  });

  test("grows by the same height for the same factor, since its scale is logarithmic", () => {
    const [ours, textbook, empty, ours1000, textbook1000] = bars.map(([, , , height]) => Number(height));
    const doubled = Number(textbook) - Number(ours);
    expect(doubled).toBeGreaterThan(5);
    expect(Number(textbook1000) - Number(ours1000)).toBeCloseTo(2 * doubled, 0);
    expect(Number(empty)).toBeLessThan(Number(ours));
  });

  test("keeps its bars inside, and names the axes, the contenders and the date", () => {
    for (const [, , y, height] of bars) expect(Number(y) + Number(height)).toBeCloseTo(262, 0);
    for (const text of [
      ", 2026-11-21<",
      ">VPP tokens in the program<",
      ">Seconds<",
      ">textbook provider<",
      ">1,000<",
    ]) {
      expect(drawn).toContain(text);
    }
    expect(drawn).toContain("prefers-color-scheme: dark");
    expect(drawn).not.toContain("NaN");
  });
});
