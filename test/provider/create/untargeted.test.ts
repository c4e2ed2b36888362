import type { DeployedResource } from "../../../src/provider/run/programRoster";
import { encodeToken, fingerprintOf } from "../../../src/provider/upload/storedToken";
import { type Intune, startIntune } from "../../support/intune";
import { type RunOptions, runAgainst } from "../../support/runAgainst";
import { tokenText } from "../../support/tokenText";

let intune: Intune;
beforeEach(async () => {
  intune = await startIntune();
});
afterEach(() => intune.close());

const text = (token: string, year = 2098) =>
  tokenText({ token, location: token, expDate: `${year}-05-01T10:00:00-0700` });
const writes = () => intune.asked().filter((request) => !request.startsWith("GET"));

/** A live entity, as the engine answers the program for its resource. */
async function deployed(holds: string, more: Partial<DeployedResource> = {}): Promise<DeployedResource> {
  const { id } = await intune.send("POST", "/vppTokens", { token: holds });
  intune.forget();
  const token = encodeToken(fingerprintOf(holds));
  return { name: "other", index: 2, id: String(id), token, shownExpiry: undefined, connection: undefined, ...more };
}

/** Creates a token in a run that asks about nothing else. The program knows the others from the second reading on. */
async function create(
  token: string,
  others: readonly DeployedResource[],
  connections: RunOptions["connections"] = { intune: {} },
) {
  const resource = runAgainst(intune.url, { connections }).resourceOf("vppToken");
  let readings = 0;
  const known = () => (readings++ === 0 ? [] : others);
  const program = { name: "new", index: 1, tokens: 2, preview: false, deployed: known };
  const { inputs, failures } = await resource.check(undefined, { token }, program);
  expect(failures).toEqual([]);
  return resource.create(inputs).then(
    () => "created",
    (error: unknown) => String(error),
  );
}

describe("create: beside resources that the engine doesn't ask about", () => {
  test("uploads a token of the expiry of another one's", async () => {
    expect(await create(text("new"), [await deployed(text("other"))])).toBe("created");
    expect(writes()).toHaveLength(1);
  });

  test("refuses the token that another one holds, whatever that one declares by now, and names it", async () => {
    const other = await deployed(text("new"));
    expect(await create(text("new"), [other])).toMatch(new RegExp(`"new" and "other" \\(id ${other.id}\\)`));
    expect(writes()).toEqual([]);
  });

  test("refuses a token whose entity nobody manages", async () => {
    const other = await deployed(text("other"));
    const { id } = await deployed(text("new"));
    expect(await create(text("new"), [other])).toMatch(new RegExp(`exists in the tenant \\(id ${id}\\)`));
    expect(writes()).toEqual([]);
  });

  test("refuses a token that another one may hold by now, since its expiry is another than its own token's", async () => {
    const other = await deployed(text("new"), { token: encodeToken(fingerprintOf(text("other", 2097))) });
    expect(await create(text("new"), [other])).toContain(other.id);
    expect(writes()).toEqual([]);
  });

  test("passes over one whose connection isn't configured", async () => {
    const other = await deployed(text("other", 2097), { connection: "elsewhere" });
    expect(await create(text("new"), [other])).toBe("created");
  });
});
