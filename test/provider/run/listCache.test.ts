import type { Entity } from "../../../src/graph/entities";
import { ListCache } from "../../../src/provider/run/entityCache";

let requested: number;
let failing: boolean;
let changes: number;
let lists: ListCache;

const request = async (): Promise<Entity[]> => {
  requested += 1;
  if (failing) throw new Error("no list today");
  return [{ id: `answer ${requested}` }];
};
const snapshot = async (when: Parameters<ListCache["snapshot"]>[0] = "now", from = lists) =>
  (await from.snapshot(when))[0]?.id;

beforeEach(() => {
  [requested, failing, changes] = [0, false, 0];
  lists = new ListCache(request, {}, () => changes);
});

test("latest: callers at the same time share one list, and later ones use it, too", async () => {
  expect(await Promise.all([snapshot(), snapshot(), snapshot()])).toEqual(["answer 1", "answer 1", "answer 1"]);
  expect(await snapshot()).toBe("answer 1");
});

test("latest: a list that takes long is shared while it is requested", async () => {
  let answer: (list: Entity[]) => void = () => {};
  const slow = new ListCache(
    () => new Promise((resolve) => (answer = resolve)),
    {},
    () => 0,
  );
  const both = [snapshot("now", slow), snapshot("now", slow)];
  answer([{ id: "slow" }]);
  expect([...(await Promise.all(both)), await snapshot("now", slow)]).toEqual(["slow", "slow", "slow"]);
});

test("latest: a list that fails isn't kept, and those who waited for it fail with it", async () => {
  failing = true;
  const both = await Promise.allSettled([snapshot(), snapshot()]);
  expect([both.map(({ status }) => status), requested]).toEqual([["rejected", "rejected"], 1]);
  failing = false;
  expect(await snapshot()).toBe("answer 2");
});

test.each([
  ["it is invalidated", () => lists.invalidate()],
  ["something is changed", () => changes++],
])("latest: a list is requested again after %s, and the one of the run's start stays", async (_what, outdate) => {
  await snapshot();
  outdate();
  expect([await snapshot("run start"), await snapshot(), await snapshot("run start")]).toEqual([
    "answer 1",
    "answer 2",
    "answer 1",
  ]);
});

test("latest: a list that several find outdated is requested again once, and all of them share the new one", async () => {
  await snapshot();
  const outdated = lists.latest;
  const again = () => {
    lists.invalidate(outdated);
    return snapshot();
  };
  expect(await Promise.all([again(), again(), snapshot()])).toEqual(["answer 2", "answer 2", "answer 2"]);
  expect(await again()).toBe("answer 2");
});
