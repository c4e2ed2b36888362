import { planImports, selectByIds } from "../../../src/cli/import/tokenImport";
import type { VppTokenEntity } from "../../../src/definitions/types";
import { liveToken } from "./liveTokens";

const declaredOf = (properties: Partial<VppTokenEntity>) => planImports([liveToken(properties)], undefined)[0];

describe("what a written program declares of a live token", () => {
  test("is what somebody chose, and not what Intune answers by itself", () => {
    expect(declaredOf({ displayName: "", countryOrRegion: "", organizationName: "Contoso" })?.inputs).toEqual({
      appleId: "vpp@contoso.example",
      vppTokenAccountType: "business",
      automaticallyUpdateApps: false,
    });
  });

  test("is everything that an administrator can set, if it is set", () => {
    const chosen = {
      displayName: "London",
      appleId: "vpp@contoso.example",
      vppTokenAccountType: "education",
      countryOrRegion: "gb",
      automaticallyUpdateApps: true,
      dataSharingConsentGranted: true,
      claimTokenManagementFromExternalMdm: true,
      roleScopeTagIds: ["0", "3"],
    } as const;
    const declared = declaredOf({ ...chosen, roleScopeTagIds: [...chosen.roleScopeTagIds] })?.inputs;
    expect(Object.entries(declared ?? {})).toEqual(Object.entries(chosen));
  });

  test("has the connection first, if one is named", () => {
    const [planned] = planImports([liveToken({})], "contoso");
    expect(Object.entries(planned?.inputs ?? {})[0]).toEqual(["connection", "contoso"]);
  });

  test("leaves out what the provider would refuse, with the reason", () => {
    const token: VppTokenEntity = JSON.parse(
      JSON.stringify(liveToken({ countryOrRegion: "gbr" })).replace('"business"', '"household"'),
    );
    const [planned] = planImports([token], undefined);
    expect(planned?.inputs).toEqual({ appleId: "vpp@contoso.example", automaticallyUpdateApps: false });
    expect(planned?.omitted).toEqual([
      { name: "vppTokenAccountType", value: "household", reason: 'must be "business" or "education"' },
      { name: "countryOrRegion", value: "gbr", reason: expect.stringMatching(/^must be a country or region of two/) },
    ]);
  });
});

describe("the choice by ids", () => {
  const imports = planImports(
    ["a1", "b2", "c3"].map((id) => liveToken({ id, displayName: "London" })),
    undefined,
  );

  test("is all without ids", () => {
    expect(selectByIds(imports, undefined)).toBe(imports);
  });

  test("keeps the names that the tokens have among all, and takes ids in either case", () => {
    expect(selectByIds(imports, ["C3", "b2", "b2"]).map(({ token, resourceName }) => [token.id, resourceName])).toEqual(
      [
        ["b2", "london-2"],
        ["c3", "london-3"],
      ],
    );
  });

  test("names the ids that aren't there", () => {
    expect(() => selectByIds(imports, ["x", "b2", "y"])).toThrow(
      /no VPP token with the id x or y: nothing was written/,
    );
  });

  test("says that there is nothing to import from an empty tenant", () => {
    expect(() => selectByIds([], undefined)).toThrow("The tenant has no VPP tokens: there is nothing to import.");
  });
});
