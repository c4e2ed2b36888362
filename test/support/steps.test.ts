import { steps } from "./steps";

test("the steps of a test are done in order, each after what is done before every step, until one fails", async () => {
  const done: string[] = [];
  const step = steps(() => done.push("before"));
  await step("one", () => done.push("one"));
  const rows: [string, number][] = [
    ["two", 2],
    ["three", 3],
  ];
  const failing = step.each(rows)("%s is a number", (name, number) => {
    done.push(name);
    if (number === 3) throw new Error("no");
  });
  await expect(failing).rejects.toMatchObject({
    message: 'The step "three is a number" failed.',
    cause: new Error("no"),
  });
  expect(done).toEqual(["before", "one", "before", "two", "before", "three"]);
});

test("a step is named by a row's property", async () => {
  const failing = steps().each([{ name: "London" }])("$name fails with $nothing", ({ name }) => {
    throw new Error(name);
  });
  await expect(failing).rejects.toThrow('The step "London fails with $nothing" failed.');
});
