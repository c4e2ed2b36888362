import type { Entity } from "../../src/graph/entities";
import { SharedReads } from "../../src/provider/sharedReads";

function service(...ids: string[]) {
  const entities = new Map<string, Entity>(ids.map((id) => [id, { id }]));
  const unlisted = new Set<string>();
  const asked: string[] = [];
  let failing = false;
  let waits = 0;
  let changes = 0;
  const reads = new SharedReads(
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

  test("share the failure of a list, and don't remember it", async () => {
    const { readAll, asked, fail } = service("a", "b");
    fail(true);
    await expect(readAll("a", "b")).rejects.toThrow("no list today");
    fail(false);
    expect(await readAll("a", "b")).toEqual([{ id: "a" }, { id: "b" }]);
    expect(asked).toEqual(["list", "list"]);
  });
});
