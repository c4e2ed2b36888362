import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DataFileError, readDataFile, writeDataFile } from "../../../src/emulator/tenant/dataFile";
import { Store } from "../../../src/emulator/tenant/store";

let folder = "";
let file = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "emulator-data-"));
  file = join(folder, "tenant.json");
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const content = { set: { appleId: "a" }, known: { fingerprint: "f" } };

describe("the data file", () => {
  test("gives back what was written, and leaves nothing beside it", () => {
    const store = new Store({}, (tables) => writeDataFile(file, tables));
    const entity = store.put("vppTokens", "one", content, new Date(1000));
    expect(new Store(readDataFile(file)).get("vppTokens", "one")).toEqual(entity);
    expect(readdirSync(folder)).toEqual(["tenant.json"]);
  });

  test("means an empty tenant while there is none", () => {
    expect(readDataFile(file)).toEqual({});
  });

  test.each([
    ["no JSON", "{oops secret", "it is not JSON"],
    ["JSON of something else", '{"a":1}', "was not written by the emulator"],
    ["a table that is no list", '{"format":"pulumi-intune emulator","tables":{"vppTokens":1}}', '"vppTokens"'],
    ["an incomplete entity", '{"format":"pulumi-intune emulator","tables":{"vppTokens":[{"id":"x"}]}}', "incomplete"],
  ])("with %s gives a message that names file and remedy", (_, text, problem) => {
    writeFileSync(file, text);
    expect(() => readDataFile(file)).toThrow(DataFileError);
    expect(() => readDataFile(file)).toThrow(problem);
    expect(() => readDataFile(file)).toThrow(/tenant\.json.*Move it away/);
    expect(() => readDataFile(file)).not.toThrow("secret");
    expect(readFileSync(file, "utf8")).toBe(text);
  });

  test("that can't be replaced is reported, and nothing is left beside it", () => {
    mkdirSync(file);
    expect(() => writeDataFile(file, {})).toThrow(/can't be written/);
    expect(readdirSync(folder)).toEqual(["tenant.json"]);
  });

  test("in a folder that doesn't exist is refused at once", () => {
    const missing = join(folder, "missing", "tenant.json");
    expect(() => new Store({}, (tables) => writeDataFile(missing, tables))).toThrow(/can't be written \(ENOENT\)/);
  });
});

describe("the store", () => {
  test("gives every write a later time, also within a millisecond and after a restart", () => {
    const now = new Date(5000);
    const store = new Store({}, (tables) => writeDataFile(file, tables));
    const times = ["one", "two", "one"].map((id) => store.put("t", id, content, now).modified);
    const reopened = new Store(readDataFile(file)).put("t", "three", content, now);
    expect([...times, reopened.modified]).toEqual([5000, 5001, 5002, 5003]);
    expect(reopened.position).toBe(3);
  });

  test("keeps the place of an entity that is written again", () => {
    const store = new Store();
    for (const id of ["one", "two", "one"]) store.put("t", id, content, new Date());
    expect(store.all("t").map(({ id, position }) => [id, position])).toEqual([
      ["one", 1],
      ["two", 2],
    ]);
  });

  test("forgets a change that could not be kept", () => {
    let full = false;
    const store = new Store({}, () => {
      if (full) throw new Error("disk full");
    });
    store.put("t", "one", content, new Date());
    full = true;
    expect(() => store.put("t", "two", content, new Date())).toThrow("disk full");
    expect(() => store.delete("t", "one")).toThrow("disk full");
    expect(store.all("t").map(({ id }) => id)).toEqual(["one"]);
  });
});
