import { CallOrigins } from "../../../src/engine/dynamic/callOrigins";

test("call origins: a comparison with inputs that a check gave is the program's, in whichever order their names stand", () => {
  const origins = new CallOrigins();
  origins.noteCheck({ token: "a", tags: ["0", { b: 1, a: undefined }] }, "london");
  expect(origins.originOf({ tags: ["0", { b: 1 }], token: "a" })).toEqual({ resourceKey: "london" });
});

test("call origins: a comparison with other inputs is a refresh's, which no check came before", () => {
  const origins = new CallOrigins();
  origins.noteCheck({ token: "a" }, "london");
  expect(origins.originOf({ token: "b" })).toBeUndefined();
});

test("call origins: inputs of which the program tells nothing else are the program's, and don't hide a name", () => {
  const origins = new CallOrigins();
  origins.noteCheck({ token: "a" }, undefined);
  expect(origins.originOf({ token: "a" })).toEqual({ resourceKey: undefined });
  origins.noteCheck({ token: "a" }, "london");
  origins.noteCheck({ token: "a" }, undefined);
  expect(origins.originOf({ token: "a" })).toEqual({ resourceKey: "london" });
});
