import { vppToken } from "../../src/definitions/vppToken";
import type { Entity } from "../../src/graph/entities";
import { GraphFailure } from "../../src/graph/failure";
import { Creations } from "../../src/provider/creations";
import { Deeds } from "../../src/provider/deeds";
import { identityOf } from "../../src/provider/identity";
import type { Surroundings } from "../../src/provider/life";
import { tokenText } from "../support/tokenText";

/** Graph with a tenant in memory, whose answers can be lost before or after the change is made. */
function tenant(faults: ("lost before" | "lost after" | "none")[] = [], listsLag = 0) {
  const entities: Entity[] = [];
  const snapshots: Entity[][] = [];
  const sent: string[] = [];
  const pauses: number[] = [];
  const surroundings: Surroundings = {
    connection: () => Promise.reject(new Error("no connection here")),
    now: () => new Date(),
    readSource: () => "",
    sleep: async (milliseconds) => void pauses.push(milliseconds),
    say: () => {},
  };
  const deeds = new Deeds();
  const creations = new Creations(vppToken, surroundings, deeds);
  const list = async () => {
    snapshots.push([...entities]);
    return snapshots[Math.max(0, snapshots.length - 1 - listsLag)] ?? [];
  };
  const make = (name: string, properties: Record<string, unknown> = {}, year = 2098) => {
    const declared = {
      token: tokenText({ token: name, expDate: `${year}-05-01T10:00:00Z` }),
      appleId: "a",
      ...properties,
    };
    const create = async (body: Readonly<Record<string, unknown>>) => {
      sent.push(name);
      const fault = faults.shift() ?? "none";
      await new Promise((resolve) => setImmediate(resolve));
      if (fault === "lost before") throw new GraphFailure({ graphMessage: "reset", ambiguous: true });
      const { token: _, ...visible } = body;
      const expirationDateTime = `${year}-05-01T10:00:00Z`;
      const entity = { id: `id of ${name}`, organizationName: "Contoso", expirationDateTime, ...visible };
      entities.push(entity);
      if (fault === "lost after") throw new GraphFailure({ graphMessage: "reset", ambiguous: true });
      return entity;
    };
    const identity = identityOf(vppToken, declared);
    if (!identity) throw new Error("no identity");
    return creations.create(identity, declared, { list, create });
  };
  return { entities, sent, pauses, deeds, make };
}

describe("creations", () => {
  test("send nothing when the very entity is there, and name it", async () => {
    const { entities, sent, make } = tenant();
    entities.push({
      id: "old",
      appleId: "a",
      organizationName: "Contoso",
      expirationDateTime: "2098-05-01T10:00:00.000Z",
    });
    await expect(make("x")).rejects.toThrow(/is in the tenant already, with the id old.*import: "old"/);
    expect(sent).toEqual([]);
  });

  test("go ahead beside one of another account, organisation or expiry", async () => {
    const { entities, make } = tenant();
    const twin = { appleId: "a", organizationName: "Contoso", expirationDateTime: "2098-05-01T10:00:00Z" };
    entities.push({ id: "1", ...twin, appleId: "b" });
    entities.push({ id: "2", ...twin, organizationName: "Fabrikam" });
    entities.push({ id: "3", ...twin, expirationDateTime: "2098-05-01T10:00:01Z" });
    expect((await make("x")).id).toBe("id of x");
  });

  test("take what a lost answer left behind, and don't send again", async () => {
    const { sent, make } = tenant(["lost after"]);
    expect((await make("x")).id).toBe("id of x");
    expect(sent).toEqual(["x"]);
  });

  test("send again when nothing came of it, after looking more than once", async () => {
    const { sent, pauses, make } = tenant(["lost before"]);
    expect((await make("x")).id).toBe("id of x");
    expect(sent).toEqual(["x", "x"]);
    expect(pauses).toEqual([0, 2000, 5000]);
  });

  test("find it in a list that lags behind", async () => {
    const { sent, make } = tenant(["lost after"], 1);
    expect((await make("x")).id).toBe("id of x");
    expect(sent).toEqual(["x"]);
  });

  test("give up after three, with the failure", async () => {
    const { sent, make } = tenant(["lost before", "lost before", "lost before"]);
    await expect(make("x")).rejects.toThrow(GraphFailure);
    expect(sent).toHaveLength(3);
  });

  test("give every one of several look-alikes its own id, though all their answers are lost", async () => {
    const { entities, sent, make } = tenant(["lost after", "lost after", "lost before", "lost after", "none"]);
    const ids = (await Promise.all(["a", "b", "c", "d"].map((name) => make(name)))).map(({ id }) => id);
    expect(ids).toEqual(["id of a", "id of b", "id of c", "id of d"]);
    expect(entities).toHaveLength(4);
    expect(sent).toEqual(["a", "b", "c", "c", "d"]);
  });

  test("tell those apart that differ in anything that was sent, at the same moment", async () => {
    const { make } = tenant(["lost after", "lost after", "lost after"]);
    const countries = ["gb", "us", "fr"];
    const made = await Promise.all(countries.map((countryOrRegion) => make(countryOrRegion, { countryOrRegion })));
    expect(made.map(({ id }) => id)).toEqual(["id of gb", "id of us", "id of fr"]);
  });

  test("stop when somebody else made one alike meanwhile, and list the candidates", async () => {
    const { entities, make } = tenant(["lost after"]);
    const creating = make("x");
    await new Promise((resolve) => setImmediate(resolve));
    entities.push({
      id: "a stranger's",
      appleId: "a",
      organizationName: "Contoso",
      expirationDateTime: "2098-05-01T10:00:00Z",
    });
    await expect(creating).rejects.toThrow(/several new ones could be it: .*a stranger's/);
  });

  test("don't take for a twin what this process deleted", async () => {
    const { entities, deeds, make } = tenant();
    entities.push({ id: "old", appleId: "a", organizationName: "Contoso", expirationDateTime: "2098-05-01T10:00:00Z" });
    deeds.noteDeleted("old");
    expect((await make("x")).id).toBe("id of x");
  });
});
