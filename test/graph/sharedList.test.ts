import { connectionSettings } from "../../src/graph/config/settings";
import { connect } from "../../src/graph/connect";
import type { Entity, GraphEntities } from "../../src/graph/entities";
import { forgetLists, moment, sharedList } from "../../src/graph/sharedList";

let graph: GraphEntities;
let asked: number;

const connection = () => connect(connectionSettings("intune", () => undefined, { INTUNE_ACCESS_TOKEN: "x" }));
const ask = async (): Promise<Entity[]> => [{ id: `answer ${++asked}` }];
const idOf = async (list: Promise<readonly Entity[]>) => (await list)[0]?.id;
const list = (name = "apps", from = graph, notBefore = 0) => idOf(sharedList(from, name, ask, notBefore));

beforeEach(() => {
  asked = 0;
  graph = connection();
});

test("those who ask at the same time share one list", async () => {
  expect(await Promise.all([list(), list(), list()])).toEqual(["answer 1", "answer 1", "answer 1"]);
});

test("a list that has arrived serves those who ask later", async () => {
  await list();
  expect(await list()).toBe("answer 1");
});

test("a list that is long on its way is still shared", async () => {
  let arrive: (list: Entity[]) => void = () => {};
  const slow = sharedList(graph, "apps", () => new Promise((resolve) => (arrive = resolve)), 0);
  const later = list();
  arrive([{ id: "slow" }]);
  expect([await idOf(slow), await later, await list()]).toEqual(["slow", "slow", "slow"]);
});

test("a list that fails is not kept, and those who waited for it fail with it", async () => {
  const failing = () => Promise.reject(new Error("no"));
  const both = [sharedList(graph, "apps", failing, 0), sharedList(graph, "apps", ask, 0)];
  expect((await Promise.allSettled(both)).map(({ status }) => status)).toEqual(["rejected", "rejected"]);
  expect(await list()).toBe("answer 1");
});

test("another name, or another connection, has a list of its own", async () => {
  expect([await list("apps"), await list("tokens"), await list("apps", connection())]).toEqual([
    "answer 1",
    "answer 2",
    "answer 3",
  ]);
});

test("after what was known is forgotten, the next one asks anew", async () => {
  await list();
  forgetLists(graph);
  expect(await list()).toBe("answer 2");
});

test("a list from before a moment doesn't serve those who ask for a later one, who share theirs", async () => {
  await list();
  const now = moment();
  const later = await Promise.all([list("apps", graph, now), list("apps", graph, now), list()]);
  expect(later).toEqual(["answer 2", "answer 2", "answer 2"]);
});
