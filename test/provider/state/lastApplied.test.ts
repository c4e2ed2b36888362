import type { PropertyMap } from "../../../src/provider/propertyMap";
import { Stack, stackOfEachTest } from "../../support/stack";
import { tokenText } from "../../support/tokenText";

const applied = "lastAppliedDateTime";
const modified = "lastModifiedDateTime";
const text = (year: number) => tokenText({ token: `of ${year}`, expDate: `${year}-05-01T10:00:00Z` });

const { intune, stack } = stackOfEachTest();

const up = async (more: PropertyMap = {}) => (await stack.up({ london: { token: text(2098), ...more } })).london;
const state = () => stack.of("london").state;
const inPortal = (path: string, body?: PropertyMap) =>
  intune.send(body ? "PATCH" : "POST", `/vppTokens/${stack.of("london").id}${path}`, body);

describe("lastAppliedDateTime", () => {
  test("is the date of modification after a create", async () => {
    await up();
    expect(state()[applied]).toBe(state()[modified]);
    expect(state()[applied]).toMatch(/^20/);
  });

  test("moves with an update and with an upload", async () => {
    await up();
    const first = state()[applied];
    await up({ countryOrRegion: "gb" });
    const second = state()[applied];
    expect(second).not.toBe(first);
    expect(second).toBe(state()[modified]);
    await up({ token: text(2099), countryOrRegion: "gb" });
    expect(state()[applied]).not.toBe(second);
  });

  test("stays through syncs, changes in the portal, reads and updates that send nothing", async () => {
    await up({ countryOrRegion: "gb" });
    const first = state()[applied];
    await inPortal("/syncLicenses");
    await stack.refresh();
    expect(state()[applied]).toBe(first);
    await inPortal("", { "@odata.type": "#microsoft.graph.vppToken", appleId: "x@contoso.example" });
    await stack.refresh();
    expect(state()[modified]).not.toBe(first);
    expect(state()[applied]).toBe(first);
    expect(await up({ countryOrRegion: "gb" })).toBe("same");
    expect(await up()).toBe("updated");
    expect(await up({ apiVersion: "beta" })).toBe("updated");
    expect(state()[applied]).toBe(first);
    await stack.refresh();
    // A drift that is put right is a write.
    await up({ apiVersion: "beta", appleId: "y@contoso.example" });
    expect(state()[applied]).not.toBe(first);
  });

  test("is the date that was found where an import sent nothing, and of the write where it sent something", async () => {
    await up();
    const { id } = stack.of("london");
    const other = new Stack(intune.url);
    await other.up({ one: { __import: id } });
    expect(other.of("one").state[applied]).toBe(state()[modified]);
    await new Stack(intune.url).up({ one: { __import: id, countryOrRegion: "us" } });
    const third = new Stack(intune.url);
    await third.up({ one: { __import: id, countryOrRegion: "fr" } });
    expect(third.of("one").state[applied]).toBe(third.of("one").state[modified]);
    expect(third.of("one").state[applied]).not.toBe(state()[modified]);
  });

  test("is missing in an old state without being a change, and comes with the next refresh or update", async () => {
    await up();
    const { id, inputs } = stack.of("london");
    const { [applied]: _, ...old } = state();
    stack.resources.set("london", { id, inputs, state: old });
    expect(await up()).toBe("same");
    expect(state()).not.toHaveProperty(applied);
    await stack.refresh();
    expect(await up()).toBe("same");
    expect(state()[applied]).toBe(old[modified]);
    stack.resources.set("london", { id, inputs, state: old });
    // An update that sends nothing takes the date that was known.
    await up({ forceDestroy: true });
    expect(state()[applied]).toBe(old[modified]);
  });
});

describe("get: a read with nothing but the id", () => {
  const resource = () => new Stack(intune.url).lives.resourceOf("vppToken");
  const unknown = "00000000-0000-4000-8000-000000000000";

  test("tells all of the entity, and manages nothing", async () => {
    await up({ countryOrRegion: "gb" });
    const live = await resource().read(stack.of("london").id, {});
    expect(live?.state).toMatchObject({ countryOrRegion: "gb", state: "valid" });
    expect(live?.state).not.toHaveProperty("token");
    expect(live?.inputs).toBeUndefined();
  });

  test.each<[string, PropertyMap]>([
    ["nothing", {}],
    ["arguments", { connection: "intune", apiVersion: "beta" }],
  ])("of an unknown id fails, and names it, with %s beside it", async (_what, known) => {
    await expect(resource().read(unknown, known)).rejects.toThrow(
      `There is no VPP token with the id ${unknown} in the tenant of the connection "intune".`,
    );
  });

  test("of one that is gone since drops it at a refresh", async () => {
    await up();
    const { id } = stack.of("london");
    const external = await resource().read(id, {});
    await intune.send("DELETE", `/vppTokens/${id}`);
    expect(await resource().read(id, external?.state ?? {})).toBeUndefined();
  });
});
