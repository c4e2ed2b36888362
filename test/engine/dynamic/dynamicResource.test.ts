import { inputsAreReliable } from "../../../src/engine/dynamic/dynamicResource";
import { InitializationFailedError } from "../../../src/provider/state/unusableState";
import { type Intune, startIntune } from "../../support/intune";
import { runAgainst } from "../../support/runAgainst";
import { tokenText } from "../../support/tokenText";

let intune: Intune;
beforeEach(async () => {
  intune = await startIntune({ faults: true });
});
afterEach(() => intune.close());

const declared = { token: tokenText(), countryOrRegion: "GB", automaticallyUpdateApps: true };
const resource = () => runAgainst(intune.url).resourceOf("vppToken");

async function created() {
  const fresh = resource();
  const { inputs } = await fresh.check(undefined, declared);
  return { inputs, ...(await fresh.create(inputs)) };
}

test("dynamic resource: a read gives back as inputs the live values of what is managed, and nothing else", async () => {
  const { id, state, inputs } = await created();
  await intune.send("PATCH", `/vppTokens/${id}`, { automaticallyUpdateApps: false, appleId: "vpp@contoso.example" });
  const live = await resource().read(id, state);
  expect(live?.inputs).toEqual({ ...inputs, automaticallyUpdateApps: false });
  expect(live?.state).toMatchObject({ appleId: "vpp@contoso.example", __managed: state.__managed });
});

test("dynamic resource: a read gives no inputs where the state doesn't say what is managed, and empty ones for nothing", async () => {
  const { id, state } = await created();
  const { __managed: _, ...foreign } = state;
  expect((await resource().read(id, foreign))?.inputs).toBeUndefined();
  expect((await resource().read(id, { ...foreign, __managed: "" }))?.inputs).toEqual({});
});

test("dynamic resource: inputs are reliable where the state says what is managed, and all of it was taken", () => {
  expect(inputsAreReliable({ __managed: "countryOrRegion" })).toBe(true);
  expect(inputsAreReliable({ countryOrRegion: "gb" })).toBe(false);
  expect(inputsAreReliable({ __managed: "countryOrRegion", __unsettled: "countryOrRegion" })).toBe(false);
});

test("dynamic resource: an import is marked by its time and number, and keeps its id when the program drops it", async () => {
  const { id } = await created();
  const importing = resource();
  const { inputs } = await importing.check(undefined, { countryOrRegion: "gb", __import: id });
  const { state } = await importing.create(inputs);
  expect(state).toMatchObject({
    __import: id,
    __adopted: expect.stringMatching(/^\d+\.1$/),
    __managed: "countryOrRegion",
  });
  const later = await resource().check(inputs, { countryOrRegion: "gb" });
  expect(later.inputs).toEqual(inputs);
});

test("dynamic resource: what a failed initialization keeps has the keys of this door", async () => {
  const { id } = await created();
  // The answer shows another value, and what is sent once more is refused.
  const rules = [
    { kind: "patch", set: { countryOrRegion: "gb" }, method: "PATCH" },
    { kind: "status", status: 403, method: "PATCH", times: 9 },
  ];
  await intune.fail(...rules);
  const importing = resource();
  const { inputs } = await importing.check(undefined, {
    automaticallyUpdateApps: false,
    countryOrRegion: "us",
    __import: id,
  });
  const failed: unknown = await importing.create(inputs).catch((error: unknown) => error);
  if (!(failed instanceof InitializationFailedError)) throw failed;
  expect(failed.live).toMatchObject({ id, state: { __import: id, __adopted: expect.any(String) } });
});
