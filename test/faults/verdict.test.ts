import { bearer } from "../support/intune";
import { args, mark } from "./stage";
import { leaksIn, said, standing } from "./verdict";

describe("a leak is found", () => {
  test.each([
    ["the text of a token", String(args("x").token)],
    ["the text of a token with a longer name", String(args("xy").token)],
    ["the text of another one", String(args("xyz").token)],
    ["what is in it", `the secret ${mark}-x`],
    ["the bearer", `Authorization: Bearer ${bearer}`],
    ["a stack trace", "Error: no\n    at send (file.js:1:2)\n"],
    ["a stack trace of Node's own", "Error: no\n    at new Promise (<anonymous>)\n"],
  ])("in %s", (_what, text) => expect(leaksIn(text)).toHaveLength(1));

  test("and in nothing else", () => expect(leaksIn("creating failed at the moment (see README.md:12)")).toEqual([]));
});

describe("a declared token", () => {
  const token = { name: "one", args: args("one") };
  const live = (id: string, more: Readonly<Record<string, unknown>> = {}) => ({
    ...token.args,
    id,
    token: null,
    expirationDateTime: "2098-05-01T17:00:00Z",
    ...more,
  });
  const known = (id: string) => ({ urn: "urn::type::one", type: "", id, inputs: {}, outputs: {} });

  test("is well when tenant and state have it once, with its values", () => {
    const well = { lost: false, doubled: false, differing: [], swallowed: false, id: "1" };
    expect(standing(token, [live("1")], [known("1")])).toEqual(well);
  });
  test("is swallowed where Intune shows the expiry of another token", () => {
    const older = live("1", { expirationDateTime: "2097-05-01T17:00:00Z" });
    expect(standing(token, [older], [known("1")]).swallowed).toBe(true);
  });
  test("is lost without an entity", () => expect(standing(token, [], [known("1")]).lost).toBe(true));
  test("is lost without state", () => expect(standing(token, [live("1")], []).lost).toBe(true));
  test("is lost under another id", () => expect(standing(token, [live("1")], [known("2")]).lost).toBe(true));
  test("is doubled as two entities", () => {
    expect(standing(token, [live("1"), live("2")], [known("1")]).doubled).toBe(true);
  });
  test("differs in a value that isn't the declared one", () => {
    expect(standing(token, [live("1", { countryOrRegion: "de" })], [known("1")]).differing).toEqual([
      "countryOrRegion",
    ]);
  });
});

test("what a run says of a token is its part of the diagnostics", () => {
  const of = (name: string, text: string) => `  pulumi-nodejs:dynamic/intune:VppToken (${name}):\n    ${text}\n\n`;
  const output = `Updating\n\nDiagnostics:\n${of("a", "error: first")}${of("ab", "error: second")}Resources:\n`;
  expect(said(output, "a")).toContain("error: first");
  expect(said(output, "a")).not.toContain("second");
  expect(said(output, "b")).toBe("");
});
