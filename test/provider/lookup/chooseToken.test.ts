import { choose } from "../../../src/provider/lookup/chooseToken";
import { entity } from "./token";

const london = entity({ id: "1", displayName: "London", appleId: "vpp@contoso.example", organizationName: "Contoso" });
const paris = entity({ id: "2", displayName: "Paris", appleId: "vpp@contoso.example", organizationName: "Contoso" });
const unnamed = entity({ id: "3", appleId: "vpp@fabrikam.example", organizationName: "Fabrikam" });
const bare = entity({ id: "4" });
const all = [london, paris, unnamed, bare];

const from = (namespace: string) => ({ namespace, tenantKey: `${namespace}:tenantId` });

const problem = (...args: Parameters<typeof choose>) => {
  const choice = choose(...args);
  return "problem" in choice ? choice.problem : undefined;
};

test.each([
  ["an id", { id: "2" }, paris],
  ["a displayName", { displayName: "London" }, london],
  ["an appleId", { appleId: "vpp@fabrikam.example" }, unnamed],
  ["an appleId in other case", { appleId: "VPP@Fabrikam.example" }, unnamed],
  ["an organizationName", { organizationName: "Fabrikam" }, unnamed],
  ["several criteria that only one token fits", { appleId: "vpp@contoso.example", displayName: "Paris" }, paris],
])("%s chooses the only token that has it", (_what, criteria, token) => {
  expect(choose(all, criteria, from("intune"))).toEqual({ token });
});

test("a token that fits one of two criteria is not chosen", () => {
  expect(problem(all, { displayName: "London", appleId: "vpp@fabrikam.example" }, from("intune"))).toMatch(
    /^no VPP token of the connection "intune" has this displayName and this appleId\. There are:\n/,
  );
});

test("an undefined criterion is none", () => {
  expect(choose(all, { displayName: "London", appleId: undefined }, from("intune"))).toEqual({ token: london });
});

test.each([
  ["an id", { id: "ABC-1" }],
  ["an Apple ID", { appleId: "VPP@Contoso.Example" }],
])("%s is compared without case", (_what, criteria) => {
  const token = entity({ id: "abc-1", appleId: "vpp@contoso.example" });
  expect(choose([bare, token], criteria, from("intune"))).toEqual({ token });
});

test("names of candidates can't steer the terminal, and are cut", () => {
  const displayName = `\u001b[2J\u202Ex\u200B\n  - id 9${"y".repeat(5000)}`;
  const said = problem(
    [entity({ id: "1\u0007", displayName, appleId: "\u009b2J" })],
    { displayName: "Rome" },
    from("intune"),
  );
  const [, line, , ...more] = said?.split("\n") ?? [];
  expect(line).toMatch(/^ {2}- id 1\uFFFD, name \uFFFD\[2J\uFFFDx\uFFFD\uFFFD {2}- id 9y+…, Apple ID \uFFFD2J$/);
  expect(line?.length).toBeLessThan(200);
  expect(more).toEqual([]);
});

test("a name in other letters is another one", () => {
  expect(problem(all, { displayName: "london" }, from("intune"))).toMatch(/^no VPP token/);
});

test("a token without a property doesn't fit a criterion for it", () => {
  expect(problem([bare], { appleId: "vpp@contoso.example" }, from("intune"))).toMatch(/^no VPP token/);
});

test("of several that fit, none is chosen: they are listed, and no others, with what to do", () => {
  expect(problem(all, { appleId: "vpp@contoso.example" }, from("contoso"))).toBe(
    [
      '2 VPP tokens of the connection "contoso" have this appleId:',
      "  - id 1, name London, Apple ID vpp@contoso.example",
      "  - id 2, name Paris, Apple ID vpp@contoso.example",
      "Add a criterion that only one of them fits, or ask by the id alone, which no other token has.",
    ].join("\n"),
  );
});

test("when none fits, all are listed with what to do, by the organization where there is no name", () => {
  expect(problem([london, unnamed, bare], { displayName: "Rome" }, from("intune"))).toBe(
    [
      'no VPP token of the connection "intune" has this displayName. There are:',
      "  - id 1, name London, Apple ID vpp@contoso.example",
      "  - id 3, name Fabrikam, Apple ID vpp@fabrikam.example",
      "  - id 4, name not set, Apple ID not set",
      "Correct what is asked for (only ids and Apple IDs are compared without case), or ask by the id alone, which no other token has.",
    ].join("\n"),
  );
});

test("an empty tenant is said to be empty", () => {
  expect(problem([], { id: "1" }, from("contoso"))).toBe(
    'no VPP token of the connection "contoso" has this id. The tenant has no VPP token: check that contoso:tenantId names the right one.',
  );
});

test("no more than twenty candidates are listed, and the rest is counted", () => {
  const many = Array.from({ length: 25 }, (_, index) => entity({ id: `token-${index}` }));
  const lines = problem(many, { displayName: "Rome" }, from("intune"))?.split("\n") ?? [];
  expect(lines.filter((line) => line.startsWith("  - id token-"))).toHaveLength(20);
  expect(lines).toContain("  - and 5 more, which getVppTokens() gives");
});

test("the values that were asked for are in no message: they may be secrets", () => {
  expect(problem(all, { displayName: "MARKED" }, from("intune"))).not.toContain("MARKED");
});
