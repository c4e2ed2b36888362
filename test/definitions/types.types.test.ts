// The proof is made by the compiler: `npm run types` fails when an answer's type, its table and Microsoft's types disagree.
import type * as beta from "@microsoft/microsoft-graph-types-beta";
import type { ComplexField, Property } from "../../src/definitions/entity";
import type {
  VppTokenActionResult,
  VppTokenEntity,
  VppTokenLicenseSummary,
  VppTokenRevokeLicensesActionResult,
} from "../../src/definitions/types";
import type { vppToken } from "../../src/definitions/vppToken";
import { vppTokenLicenseSummary } from "../../src/definitions/vppTokenLicenseSummary";

type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false;
type Rows = Readonly<Record<string, Property | ComplexField>>;

/** The names of what a service gives back. */
type Visible<R extends Rows> = { [K in keyof R]: R[K] extends { writeOnly: true } ? never : K }[keyof R];

type Members<R> =
  | (R extends { members: readonly (infer M)[] } ? M : never)
  | (R extends { betaMembers: readonly (infer M)[] } ? M : never);

/** The TypeScript form of a row. */
type Written<R extends Property | ComplexField> = R extends { fields: infer F extends Rows; derived: infer D }
  ? (Fields<F> | Fields<F & Derived<D>>)[]
  : R["type"] extends "Collection(String)"
    ? string[]
    : R["type"] extends "Boolean"
      ? boolean
      : R["type"] extends "Int32"
        ? number
        : [Members<R>] extends [never]
          ? string
          : Members<R>;
type Derived<D> = D[keyof D] extends Rows ? D[keyof D] : never;
type Fields<F extends Rows> = { [K in keyof F]?: Written<F[K]> };

/** The properties of an answer's type that say something else than the row of that name. */
type Disagreements<T, R extends Rows> = {
  [K in keyof T & keyof R]: Same<NonNullable<T[K]>, Written<R[K]>> extends true ? never : K;
}[keyof T & keyof R];

function none<_T extends never>(): true {
  return true;
}
function equal<_T extends true>(): true {
  return true;
}

type Token = typeof vppToken.properties;
type Results = Token["tokenActionResults"];
type Summary = typeof vppTokenLicenseSummary.fields;

test("a token's type names what its table names, without the secret, each of its row's type", () => {
  expect(equal<Same<Exclude<keyof VppTokenEntity, "id">, Visible<Token>>>()).toBe(true);
  expect(none<Disagreements<VppTokenEntity, Token>>()).toBe(true);
});

test("the types of action results name what their tables name, each of its row's type", () => {
  type Revoke = Results["fields"] & Results["derived"]["vppTokenRevokeLicensesActionResult"];
  expect(equal<Same<keyof VppTokenActionResult, keyof Results["fields"]>>()).toBe(true);
  expect(equal<Same<keyof VppTokenRevokeLicensesActionResult, keyof Revoke>>()).toBe(true);
  expect(none<Disagreements<VppTokenActionResult, Results["fields"]>>()).toBe(true);
  expect(none<Disagreements<VppTokenRevokeLicensesActionResult, Revoke>>()).toBe(true);
});

test("a license summary's type names what its table and Microsoft's type name, each of its row's type", () => {
  expect(equal<Same<keyof VppTokenLicenseSummary, keyof Summary>>()).toBe(true);
  expect(equal<Same<keyof Summary, keyof beta.VppTokenLicenseSummary>>()).toBe(true);
  expect(none<Disagreements<VppTokenLicenseSummary, Summary>>()).toBe(true);
  expect(none<Disagreements<Required<beta.VppTokenLicenseSummary>, Summary>>()).toBe(true);
  expect(vppTokenLicenseSummary.versions).toEqual(["beta"]);
});
