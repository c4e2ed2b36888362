import { startEmulator } from "../../src/emulator";
import type { CreateResult } from "../../src/provider/handler";
import type { PropertyMap } from "../../src/provider/propertyMap";
import { InitializationFailedError } from "../../src/provider/state/unusableState";
import { runAgainst } from "../support/runAgainst";
import { tokenText } from "../support/tokenText";

let emulator: Awaited<ReturnType<typeof startEmulator>>;
let asked: string[];

beforeEach(async () => {
  asked = [];
  const note = (method: string, version = "") => asked.push(`${method} ${version}`);
  emulator = await startEmulator({ onRequest: ({ method, version }) => note(method, version) });
});
afterEach(() => emulator.close());

/** Each step is a run of its own. */
const resource = () => runAgainst(emulator.url).resourceOf("vppToken");
const token = tokenText({ token: "a" });

async function created(declared: PropertyMap): Promise<CreateResult> {
  const run = resource();
  const live = await run.create((await run.check(undefined, declared)).inputs);
  asked.length = 0;
  return live;
}

async function updated({ id, state }: CreateResult, declared: PropertyMap): Promise<PropertyMap> {
  const run = resource();
  return run.update(id, state, (await run.check({ token }, declared)).inputs);
}

async function inPortal(method: string, id: string, body?: PropertyMap): Promise<void> {
  const address = `${emulator.url}/beta/deviceAppManagement/vppTokens/${id}`;
  const headers = { Authorization: "Bearer x", "Content-Type": "application/json" };
  await fetch(address, { method, headers, ...(body ? { body: JSON.stringify(body) } : {}) });
  asked.length = 0;
}

describe("an update", () => {
  test("sends a property that becomes managed, though its last known value is the declared one", async () => {
    const live = await created({ token, countryOrRegion: "gb" });
    await inPortal("PATCH", live.id, { "@odata.type": "#microsoft.graph.vppToken", automaticallyUpdateApps: true });
    const state = await updated(live, { token, countryOrRegion: "gb", automaticallyUpdateApps: false });
    expect(asked).toEqual(["PATCH v1.0"]);
    expect(state.automaticallyUpdateApps).toBe(false);
  });

  test("to beta looks for what beta shows, where there is nothing to send", async () => {
    const live = await created({ token });
    expect(live.state).not.toHaveProperty("lastAppCount");
    const state = await updated(live, { token, apiVersion: "beta" });
    expect(asked).toEqual(["GET beta"]);
    expect(state).toMatchObject({ lastAppCount: 0 });
  });

  test("that names the default connection stays where it is, and sends nothing", async () => {
    const live = await created({ token });
    await updated(live, { token, connection: "intune" });
    expect(asked).toEqual([]);
  });

  test("of a token that was of no use looks again: it fails while it is so, and ends well once it isn't", async () => {
    const one = (token: string, expDate: string) => tokenText({ token, expDate, location: "London" });
    const first = await created({ token: one("b", "2098-05-01T10:00:00Z"), displayName: "B" });
    const declared = { token: one("c", "2099-05-01T10:00:00Z"), displayName: "C" };
    const failed: unknown = await created(declared).catch((error: unknown) => error);
    if (!(failed instanceof InitializationFailedError))
      throw new Error("the second one of a location is to be of no use");
    asked.length = 0;
    await expect(updated(failed.live, declared)).rejects.toThrow(
      /reports its state as duplicateLocationId\. .* The other one is [0-9a-f-]{36}\./,
    );
    expect(asked).toEqual(["GET beta", "GET beta"]);
    // A change of its own is no retry, and has its way.
    expect(await updated(failed.live, { ...declared, forceDestroy: true })).toMatchObject({ forceDestroy: true });
    asked.length = 0;
    await inPortal("DELETE", first.id);
    expect(await updated(failed.live, declared)).toMatchObject({ state: "valid" });
    expect(asked).toEqual(["GET beta"]);
  });
});
