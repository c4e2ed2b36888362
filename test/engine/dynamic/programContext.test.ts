import { readDeclared, readProgramContext, writeDeclared } from "../../../src/engine/dynamic/programContext";

const a = "a".repeat(64);

test("program context: tokens are left out of a program of very many, since each resource brings those of all", () => {
  const tokens = (count: number) =>
    Array.from({ length: count }, (_, index) => ({ index, name: "london", fingerprint: a }));
  expect(readDeclared(writeDeclared(tokens(250)))).toHaveLength(250);
  expect(writeDeclared(tokens(251))).toBe("");
  for (const foreign of [undefined, 5, "", "x\ny", "1 zz name"]) expect(readDeclared(foreign)).toEqual([]);
});

test("program context: is missing where the class handed none over", () => {
  expect([undefined, null, "x"].map(readProgramContext)).toEqual([undefined, undefined, undefined]);
  const declared = writeDeclared([{ index: 2, name: "paris", fingerprint: a }]);
  expect(readProgramContext({ name: "london", index: 1, tokens: 2, preview: true, declared })).toEqual({
    name: "london",
    index: 1,
    tokens: 2,
    preview: true,
    declared: [{ index: 2, name: "paris", digest: "a".repeat(12) }],
  });
});
