// The proof is made by the compiler: `npm run types` fails when a resource's arguments and its definition disagree.

import type { appleVolumePurchaseProgramToken } from "../../src/definitions/appleVolumePurchaseProgramToken";
import type { commonOptions } from "../../src/definitions/arguments";
import type { Property } from "../../src/definitions/entity";
import type { vppToken } from "../../src/definitions/vppToken";
import type {
  AppleVolumePurchaseProgramToken,
  AppleVolumePurchaseProgramTokenArgs,
  VppToken,
  VppTokenArgs,
} from "../../src/index";

type Rows = Readonly<Record<string, Property>>;
type SetByAdmin<R extends Rows> = {
  [K in keyof R & string]: R[K]["access"] extends "service" ? never : K;
}[keyof R & string];
type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false;

function equal<_T extends true>(): true {
  return true;
}

type Vpp = typeof vppToken;
type Older = typeof appleVolumePurchaseProgramToken;

test("a VppToken takes every property that an administrator sets, every option, and nothing else", () => {
  type Arguments = SetByAdmin<Vpp["properties"]> | keyof Vpp["options"] | keyof typeof commonOptions;
  expect(equal<Same<keyof VppTokenArgs, Arguments>>()).toBe(true);
});

test("a VppToken gives every property of the definition as an output, and when the stack last wrote it", () => {
  expect(equal<keyof Vpp["properties"] extends keyof VppToken ? true : false>()).toBe(true);
  expect(equal<Vpp["upload"]["applied"] extends keyof VppToken ? true : false>()).toBe(true);
});

test("the older entity gives every property of its definition, and when the stack last wrote it", () => {
  type Outputs = keyof Older["properties"] | Older["upload"]["applied"];
  expect(equal<Outputs extends keyof AppleVolumePurchaseProgramToken ? true : false>()).toBe(true);
});

test("the older entity takes its own properties, options and path parameters; its one version is not asked for", () => {
  type Arguments =
    | SetByAdmin<Older["properties"]>
    | Exclude<keyof Older["options"], "apiVersion">
    | keyof Older["pathParameters"]
    | Exclude<keyof typeof commonOptions, "apiVersion">;
  expect(equal<Same<keyof AppleVolumePurchaseProgramTokenArgs, Arguments>>()).toBe(true);
});
