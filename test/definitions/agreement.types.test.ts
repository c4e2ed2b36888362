// The proof is made by the compiler: `npm run types` fails when a definition and Microsoft's types disagree.
import type * as v1 from "@microsoft/microsoft-graph-types";
import type * as beta from "@microsoft/microsoft-graph-types-beta";
import type { ApiVersion, GraphType, Property } from "../../src/definitions/entity";
import { vppToken } from "../../src/definitions/vppToken";

type Rows = Readonly<Record<string, Property>>;

/** The names of the rows that a version defines. */
type NamesIn<R extends Rows, V extends ApiVersion> = {
  [K in keyof R & string]: V extends R[K]["versions"][number] ? K : never;
}[keyof R & string];

type Members<P> = P extends { members: readonly (infer M)[] } ? M : never;
type BetaMembers<P> = P extends { betaMembers: readonly (infer M)[] } ? M : never;
type Listed<P, V extends ApiVersion> = V extends "beta" ? Members<P> | BetaMembers<P> : Members<P>;

/** The TypeScript form of an Edm type, as Microsoft's types write it. */
type Written<T extends GraphType, Member> = T extends "Collection(String)"
  ? string[]
  : T extends "Boolean"
    ? boolean
    : T extends "Int32"
      ? number
      : [Member] extends [never]
        ? string
        : Member;

/** What a row says in the words of Microsoft's types; complex types are compared field by field below. */
type Said<P extends Property, V extends ApiVersion> = P["type"] extends "Collection(Complex)"
  ? unknown
  : Written<P["type"], Listed<P, V>>;

type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false;

/** The properties of Microsoft's type that say something else than the row of that name. */
type Disagreements<R extends Rows, M, V extends ApiVersion> = {
  [K in NamesIn<R, V> & keyof M]: unknown extends Said<R[K], V>
    ? never
    : Same<NonNullable<M[K]>, Said<R[K], V>> extends true
      ? never
      : K;
}[NamesIn<R, V> & keyof M];

type Field = { type: Exclude<GraphType, "Collection(Complex)">; members?: readonly string[] };
type FieldDisagreements<F extends Readonly<Record<string, Field>>, M> = {
  [K in keyof F & keyof M]: Same<NonNullable<M[K]>, Written<F[K]["type"], Members<F[K]>>> extends true ? never : K;
}[keyof F & keyof M];

/** Compiles only for `never`: the left over names stand in the compiler's message. */
function none<_T extends never>(): true {
  return true;
}
function equal<_T extends true>(): true {
  return true;
}

type Vpp = typeof vppToken.properties;
type Results = Vpp["tokenActionResults"];
type Revoke = Results["derived"]["vppTokenRevokeLicensesActionResult"];

/** The properties of beta that Microsoft's package of types doesn't have, and where they stand instead. */
const missingInTypes = {
  appleDeviceAppDeliveryProtocolType: "the schema (CSDL) of beta, July 2026",
  lastAppCount: "a reference page of 2024",
} as const;

describe("the definition of vppToken", () => {
  test("names the properties of Microsoft's v1.0 type, no more and no fewer", () => {
    expect(equal<Same<NamesIn<Vpp, "v1.0">, Exclude<keyof v1.VppToken, "id">>>()).toBe(true);
  });

  test("names the properties of Microsoft's beta type, and two that the types package lacks", () => {
    type Names = Exclude<keyof beta.VppToken, "id"> | keyof typeof missingInTypes;
    expect(equal<Same<NamesIn<Vpp, "beta">, Names>>()).toBe(true);
  });

  test("excepts only what the types package lacks: an exception goes as soon as the package has the property", () => {
    expect(none<keyof typeof missingInTypes & keyof beta.VppToken>()).toBe(true);
    expect(Object.keys(missingInTypes)).toEqual(["appleDeviceAppDeliveryProtocolType", "lastAppCount"]);
  });

  test("gives each property the type and the enumeration members of Microsoft's types", () => {
    expect(none<Disagreements<Vpp, v1.VppToken, "v1.0">>()).toBe(true);
    expect(none<Disagreements<Vpp, beta.VppToken, "beta">>()).toBe(true);
  });

  test("gives the action results the fields of Microsoft's types, the derived type's included", () => {
    expect(equal<Same<keyof Results["fields"], keyof beta.VppTokenActionResult>>()).toBe(true);
    expect(none<FieldDisagreements<Results["fields"], beta.VppTokenActionResult>>()).toBe(true);
    type OnlyDerived = Exclude<keyof beta.VppTokenRevokeLicensesActionResult, keyof beta.VppTokenActionResult>;
    expect(equal<Same<keyof Revoke, OnlyDerived>>()).toBe(true);
    expect(none<FieldDisagreements<Revoke, beta.VppTokenRevokeLicensesActionResult>>()).toBe(true);
  });

  test("marks the one property that Graph lets be set at creation only", () => {
    const rows = Object.entries<Property>(vppToken.properties);
    expect(rows.filter(([, row]) => row.createOnly).map(([name]) => name)).toEqual([
      "appleDeviceAppDeliveryProtocolType",
    ]);
  });

  test("says of an Apple ID that case makes no difference, and of no scope tag that it means the default one", () => {
    expect(vppToken.properties.appleId.equality).toBe("ignoreCase");
    expect(vppToken.properties.roleScopeTagIds.emptyMeans).toEqual(["0"]);
  });

  test("has nothing in v1.0 that beta lacks", () => {
    const onlyOld = Object.values<Property>(vppToken.properties).filter((row) => !row.versions.includes("beta"));
    expect(onlyOld).toEqual([]);
  });
});
