import { applyRules, matchCount, matches, type RequestMatcher } from "../../../src/emulator/faults/requestMatcher";

const target = { method: "POST", path: "/v1.0/deviceAppManagement/vppTokens", body: '{"appleId":"a@b.c"}' };
const progress = (matcher: Partial<RequestMatcher> = {}, seen = 0) => ({
  matcher: { after: 0, times: 1, ...matcher },
  seen,
});

test.each<[string, Partial<RequestMatcher>, boolean]>([
  ["that says nothing fits any request", {}, true],
  ["of the method fits", { method: "POST" }, true],
  ["of another method doesn't", { method: "GET" }, false],
  ["of the version fits", { version: "v1.0" }, true],
  ["of another version doesn't", { version: "beta" }, false],
  ["of a part of the path fits", { path: /vppTokens/ }, true],
  ["of the path's end fits", { path: /vppTokens$/ }, true],
  ["of another path doesn't", { path: /vppTokens\/./ }, false],
  ["of a part of the body fits", { sends: /a@b\.c/ }, true],
  ["of another body doesn't", { sends: /x@b\.c/ }, false],
  ["that fits in all but one doesn't", { method: "POST", version: "v1.0", path: /mobileApps/ }, false],
])("a rule %s", (_what, matcher, expected) => {
  expect(matches(progress(matcher).matcher, target)).toBe(expected);
});

/** The hits of a rule in a row of such requests. */
const row = (matcher: Partial<RequestMatcher>, requests: number) => {
  let rule = progress(matcher);
  const hits: number[] = [];
  for (let request = 1; request <= requests; request++) {
    const { applied, seen } = applyRules([rule], target);
    rule = { ...rule, seen: seen[0] ?? 0 };
    if (applied !== undefined) hits.push(request);
    expect(matchCount(rule)).toBe(hits.length);
  }
  return hits;
};

test("a rule hits one request", () => expect(row({}, 4)).toEqual([1]));
test("or as many as it says", () => expect(row({ times: 2 }, 4)).toEqual([1, 2]));
test("after it has let through as many as it says", () => expect(row({ after: 1, times: 2 }, 5)).toEqual([2, 3]));
test("a request for something else uses nothing up", () => expect(row({ method: "GET" }, 3)).toEqual([]));

test("a request is hit by the first rule that fits, and the others are kept for later ones", () => {
  const rules = [progress({ method: "GET" }), progress({ after: 1 }), progress(), progress()];
  expect(applyRules(rules, target)).toEqual({ applied: 2, seen: [0, 1, 1, 0] });
});

test("a rule that is used up lets the next one have its turn", () => {
  expect(applyRules([progress({}, 1), progress()], target).applied).toBe(1);
});
