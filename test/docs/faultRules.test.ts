import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseRules } from "../../src/emulator/faults/parseRules";
import { parseJson } from "../../src/emulator/http/json";
import { root } from "../support/pulumi";

const guide = readFileSync(join(root, "docs/guides/rehearsing.md"), "utf8");
const rules = [...guide.matchAll(/`(\{"kind".*?\})`/g)].map(([, text = ""]) => text);

test("the guide has rules for faults to copy", () => {
  expect(rules.length).toBeGreaterThan(10);
});

test.each(rules)("a rule of the guide is one that the emulator takes: %s", (text) => {
  expect(parseRules(parseJson(text))).toHaveLength(1);
});
