import { nameTokens } from "../../../src/cli/import/names";
import { liveToken } from "./liveTokens";

const nameOf = (properties: Parameters<typeof liveToken>[0]) => {
  const [named] = nameTokens([liveToken(properties)]);
  return [named?.resourceName, named?.configKey];
};

describe("the names in a written program", () => {
  test.each([
    [
      "its display name",
      { displayName: "London Office", locationName: "Soho" },
      ["london-office", "londonOfficeVppToken"],
    ],
    ["its location", { locationName: "Soho" }, ["soho", "sohoVppToken"]],
    [
      "its Apple ID, without the domain",
      { appleId: "paris.buyer@contoso.example" },
      ["paris-buyer", "parisBuyerVppToken"],
    ],
    ["its organization, where the Apple ID says nothing", {}, ["contoso", "contosoVppToken"]],
    ["what it is, where nothing speaks", { organizationName: "…" }, ["vpp-token", "vppToken"]],
  ])("come from %s", (_what, properties, names) => {
    expect(nameOf(properties)).toEqual(names);
  });

  test.each([
    ["London VPP token", ["london", "londonVppToken"]],
    ["Große Straße, Łódź", ["grosse-strasse-lodz", "grosseStrasseLodzVppToken"]],
    ["St. John’s, Hawaiʻi", ["st-johns-hawaii", "stJohnsHawaiiVppToken"]],
    ["東京 2", ["vpp-buyer", "vppBuyerVppToken"]],
    ["👩‍👩‍👧 ❤️ Nursery", ["nursery", "nurseryVppToken"]],
    ["Ｆｕｌｌ ﬁt", ["full-fit", "fullFitVppToken"]],
    ["2nd Street", ["2nd-street", "_2ndStreetVppToken"]],
    ["class", ["class", "classVppToken"]],
    ["a_b--c  d", ["a-b-c-d", "aBCDVppToken"]],
    ["x".repeat(5000), ["x".repeat(40), `${"x".repeat(40)}VppToken`]],
    [
      "one two three four five six seven eight nine",
      ["one-two-three-four-five-six-seven-eight", "oneTwoThreeFourFiveSixSevenEightVppToken"],
    ],
  ])("of %j are plain, need no quoting and are no reserved words", (displayName, names) => {
    expect(nameOf({ displayName, appleId: "vpp.buyer@contoso.example" })).toEqual(names);
  });

  test("are unique, in alphabetical order, and the same whatever order the tokens come in", () => {
    const tokens = ["London", "Berlin", "London", "London 2", "london!"].map((displayName, index) =>
      liveToken({ displayName, id: String(index) }),
    );
    const names = nameTokens(tokens).map(({ token, resourceName, configKey }) => [token.id, resourceName, configKey]);
    expect(names).toEqual([
      ["1", "berlin", "berlinVppToken"],
      ["0", "london", "londonVppToken"],
      ["2", "london-2", "londonVppToken2"],
      ["4", "london-3", "londonVppToken3"],
      ["3", "london-2-2", "london2VppToken2"],
    ]);
    expect(
      nameTokens(tokens.toReversed()).map(({ token, resourceName, configKey }) => [token.id, resourceName, configKey]),
    ).toEqual(names);
  });
});
