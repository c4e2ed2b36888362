import { InvalidRuleError } from "../../../src/emulator/faults/parameters";
import { parseRules } from "../../../src/emulator/faults/parseRules";
import type { Json } from "../../../src/emulator/http/json";

test.each<[string, Json]>([
  ["a list", [{ kind: "cut" }]],
  ["a single one", { kind: "cut" }],
  ["an object that holds a list", { rules: [{ kind: "cut" }] }],
])("rules come as %s", (_what, body) => {
  expect(parseRules(body)).toMatchObject([{ text: { kind: "cut" }, matcher: { after: 0, times: 1 } }]);
});

test("a rule says which requests it is for", () => {
  const which = { method: "POST", path: "/vppTokens$", version: "beta", sends: "a@b", after: 2, times: 3 };
  const rule = { kind: "cut", ...which };
  const matcher = { ...which, path: /\/vppTokens$/, sends: /a@b/ };
  expect(parseRules(rule)[0]?.matcher).toEqual(matcher);
});

test.each<[Json | undefined, RegExp]>([
  [undefined, /^There is no rule: send a list/],
  [[], /^There is no rule/],
  [["cut"], /^Rule 1 is not an object\.$/],
  [{}, /^Rule 1 has no "kind"; there are latency, status, .*staleReads\.$/],
  [[{ kind: "cut" }, { kind: "cutt" }], /^Rule 2 has the unknown kind "cutt"; there are latency, /],
  [{ kind: "latency" }, /^Rule 1 \(latency\): "milliseconds" is missing\.$/],
  [{ kind: "latency", milliseconds: "5" }, /"milliseconds" must be a number of 0 or more\.$/],
  [{ kind: "latency", milliseconds: -1 }, /"milliseconds" must be a number of 0 or more/],
  [{ kind: "cut", seconds: 1 }, /^Rule 1 \(cut\): there is no parameter "seconds"; it takes after, method, path, /],
  [{ kind: "cut", when: "never" }, /"when" must be one of before, after, midway/],
  [{ kind: "cut", method: "PUT" }, /"method" must be one of GET, POST, PATCH, DELETE/],
  [{ kind: "cut", path: "(" }, /"path" must be a part of what it is compared with, or a regular expression/],
  [{ kind: "cut", path: 5 }, /"path" must be a text/],
  [{ kind: "cut", times: 0 }, /"times" must be a whole number of 1 or more/],
  [{ kind: "cut", after: 0.5 }, /"after" must be a whole number of 0 or more/],
  [{ kind: "status" }, /"status" is missing/],
  [{ kind: "status", status: 200 }, /"status" must be a whole number of 300 to 599/],
  [{ kind: "status", status: 429, retryAfter: [] }, /"retryAfter" must be a number or a text/],
  [{ kind: "status", status: 429, retryAfter: 1, retryAfterDate: 1 }, /"retryAfterDate" exclude each other/],
  [{ kind: "cut", and: 5 }, /^Rule 1, "and" is not an object\.$/],
  [{ kind: "cut", and: { kind: "cut", times: 2 } }, /^Rule 1, "and" \(cut\): there is no parameter "times"/],
  [{ kind: "patch", set: [] }, /"set" must be an object/],
  [{ kind: "patch", remove: [1] }, /"remove" must be a list of property names/],
  [{ kind: "patch", toString: 1 }, /there is no parameter "toString"/],
])("%j is refused with a sentence", (body, sentence) => {
  expect(() => parseRules(body)).toThrow(InvalidRuleError);
  expect(() => parseRules(body)).toThrow(sentence);
});
