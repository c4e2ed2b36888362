import type { Entity } from "../../../src/graph/entities";
import { EntityCache } from "../../../src/provider/run/entityCache";

function service(...ids: string[]) {
  const entities = new Map<string, Entity>(ids.map((id) => [id, { id }]));
  const unlisted = new Set<string>();
  const asked: string[] = [];
  let failing = false;
  let waits = 0;
  let changes = 0;
  const reads = new EntityCache(
    {
      get: async (id) => {
        asked.push(`get ${id}`);
        return entities.get(id);
      },
      list: async () => {
        asked.push("list");
        if (failing) throw new Error("no list today");
        return [...entities.values()].filter(({ id }) => !unlisted.has(id));
      },
    },
    {},
    () => {
      waits++;
      return new Promise((resolve) => setImmediate(resolve));
    },
    () => changes,
  );
  const fail = (now: boolean) => {
    failing = now;
  };
  const readAll = (...names: string[]) => Promise.all(names.map((id) => reads.read(id)));
  const change = () => {
    changes++;
  };
  return { reads, readAll, asked, entities, unlisted, fail, change, waits: () => waits };
}

describe("reads of one process", () => {
  test("ask for the entity itself when there is only one", async () => {
    const { readAll, asked } = service("a", "b");
    expect(await readAll("a")).toEqual([{ id: "a" }]);
    expect(asked).toEqual(["get a"]);
  });

  test("that arrive together share one list", async () => {
    const { readAll, asked } = service("a", "b", "c");
    expect(await readAll("a", "b", "c")).toEqual([{ id: "a" }, { id: "b" }, { id: "c" }]);
    expect(asked).toEqual(["list"]);
  });

  test("that come one after the other share one list from the second on", async () => {
    const { readAll, asked } = service("a", "b", "c");
    for (const id of ["a", "b", "c", "a"]) expect(await readAll(id)).toEqual([{ id }]);
    expect(asked).toEqual(["get a", "list"]);
  });

  test("are gathered before a list is asked for, and never again", async () => {
    const { readAll, waits } = service("a", "b", "c");
    await readAll("a", "b");
    await Promise.all([readAll("c"), readAll("b", "c")]);
    await readAll("a");
    expect(waits()).toBe(1);
  });

  test("confirm at its own address that an entity is gone which the list doesn't have", async () => {
    const { readAll, asked, unlisted } = service("a", "b");
    unlisted.add("b");
    expect(await readAll("a", "b", "gone")).toEqual([{ id: "a" }, { id: "b" }, undefined]);
    expect(asked).toEqual(["list", "get b", "get gone"]);
  });

  test("list anew after a write", async () => {
    const { readAll, asked, entities, change } = service("a", "b");
    await readAll("a", "b");
    entities.set("a", { id: "a", changed: true });
    change();
    expect(await readAll("a", "b")).toEqual([{ id: "a", changed: true }, { id: "b" }]);
    expect(asked).toEqual(["list", "list"]);
  });

  test("compare ids without case", async () => {
    const { readAll, asked } = service("a1", "B2");
    expect(await readAll("A1", "b2")).toEqual([{ id: "a1" }, { id: "B2" }]);
    expect(asked).toEqual(["list"]);
  });

  test("share the failure of a list, and don't remember it", async () => {
    const { readAll, asked, fail } = service("a", "b");
    fail(true);
    await expect(readAll("a", "b")).rejects.toThrow("no list today");
    fail(false);
    expect(await readAll("a", "b")).toEqual([{ id: "a" }, { id: "b" }]);
    expect(asked).toEqual(["list", "list"]);
  });
});

describe("what was there when a run began", () => {
  test("is one list, which changes of this run leave as it is, and which single reads share", async () => {
    const { reads, readAll, asked, entities, change } = service("a");
    expect(await reads.snapshot("run start")).toEqual([{ id: "a" }]);
    expect(await readAll("a")).toEqual([{ id: "a" }]);
    entities.set("b", { id: "b" });
    change();
    expect(await reads.snapshot("run start")).toEqual([{ id: "a" }]);
    expect(await readAll("b")).toEqual([{ id: "b" }]);
    expect(asked).toEqual(["list", "list"]);
  });

  test("is what the first list said, whoever asked for it", async () => {
    const { reads, readAll, asked } = service("a", "b");
    await readAll("a", "b");
    expect(await reads.readAtRunStart("A")).toEqual({ id: "a" });
    expect(asked).toEqual(["list"]);
  });

  test("lags behind in a list, so that one that it lacks is asked for", async () => {
    const { reads, asked, unlisted } = service("a", "b");
    unlisted.add("b");
    expect(await reads.readAtRunStart("b")).toEqual({ id: "b" });
    expect(await reads.readAtRunStart("c")).toBeUndefined();
    expect(asked).toEqual(["list", "get b", "get c"]);
  });

  test("is asked for again after a list that failed", async () => {
    const { reads, fail } = service("a");
    fail(true);
    await expect(reads.snapshot("run start")).rejects.toThrow("no list today");
    fail(false);
    expect(await reads.snapshot("run start")).toEqual([{ id: "a" }]);
  });
});
