// The proof is made by the compiler: `npm run types` fails when the tables and Microsoft's types disagree.
import type * as v1 from "@microsoft/microsoft-graph-types";
import type * as beta from "@microsoft/microsoft-graph-types-beta";
import type { vppTokenDeleteGuard, vppTokenRevocation } from "../../src/definitions/vppTokenDelete";

type Guard = typeof vppTokenDeleteGuard;
type Used = Guard["reference"] | Guard["inUse"] | Guard["names"][number];
type Revocation = typeof vppTokenRevocation;
type Result = beta.VppTokenRevokeLicensesActionResult;

function isIn<_Name extends Allowed, Allowed>(): true {
  return true;
}
function none<_T extends never>(): true {
  return true;
}

describe("the tables of a token's delete", () => {
  test("use what beta's types of apps have, for both platforms", () => {
    expect(isIn<Used, keyof beta.IosVppApp>()).toBe(true);
    expect(isIn<Used, keyof beta.MacOsVppApp>()).toBe(true);
  });

  test("ask beta, because v1.0 names no token by its id and doesn't say whether an app is assigned", () => {
    expect(none<(Guard["reference"] | Guard["inUse"]) & keyof v1.IosVppApp>()).toBe(true);
  });

  test("know the fields and the reasons of a revocation's result", () => {
    expect(isIn<Revocation["results"], keyof beta.VppToken>()).toBe(true);
    expect(isIn<Revocation["reason"] | Revocation["failed"] | Revocation["total"], keyof Result>()).toBe(true);
    type Unexplained = Exclude<NonNullable<Result["actionFailureReason"]>, keyof Revocation["reasons"] | "none">;
    expect(none<Unexplained>()).toBe(true);
    expect(none<Exclude<keyof Revocation["reasons"], NonNullable<Result["actionFailureReason"]>>>()).toBe(true);
  });
});
