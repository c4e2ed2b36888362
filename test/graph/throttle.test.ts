import { answered, atStart, type Throttle, throttled } from "../../src/graph/throttle";

const after = (throttle: Throttle, answers: number): Throttle =>
  Array.from({ length: answers }).reduce<Throttle>((state) => answered(state), throttle);

test("eight requests may be in flight at the start", () => {
  expect(atStart.limit).toBe(8);
});

test("one more may, after every ten answers in a row", () => {
  expect(after(atStart, 9).limit).toBe(8);
  expect(after(atStart, 10).limit).toBe(9);
  expect(after(atStart, 20).limit).toBe(10);
});

test("never more than sixteen may", () => {
  expect(after(atStart, 10_000).limit).toBe(16);
});

test("half of them may after the service throttled one, and never less than one", () => {
  const limits: number[] = [];
  let throttle = atStart;
  for (let time = 0; time < 5; time += 1) {
    throttle = throttled(throttle, throttle.era);
    limits.push(throttle.limit);
  }
  expect(limits).toEqual([4, 2, 1, 1, 1]);
});

test("those that were throttled together count once", () => {
  const once = throttled(atStart, atStart.era);
  expect(throttled(throttled(once, atStart.era), atStart.era)).toEqual(once);
});

test("a word of throttling begins the count of answers anew", () => {
  const throttle = throttled(after(atStart, 9), 0);
  expect(after(throttle, 9).limit).toBe(4);
  expect(after(throttle, 10).limit).toBe(5);
});
