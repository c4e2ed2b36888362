import { CallOrigins } from "../../../src/engine/dynamic/callOrigins";
import type { Live } from "../../../src/engine/plugin/pluginResource";
import type { PropertyMap } from "../../../src/provider/propertyMap";
import { type Intune, startIntune } from "../../support/intune";
import { runAgainst } from "../../support/runAgainst";
import { newTokenText, tokenText } from "../../support/tokenText";

let intune: Intune;
beforeEach(async () => {
  intune = await startIntune({ actionDuration: 0 });
});
afterEach(() => intune.close());

const urn = "urn:pulumi:test::test::intune:index:VppToken::london";

/** A resource as the plugin leaves it in the state. */
async function fromPlugin(declared: PropertyMap, kind = "vppToken"): Promise<Live> {
  const resource = runAgainst(intune.url).pluginResourceOf(kind);
  const { inputs } = await resource.check({ urn, name: "london" }, {}, declared);
  const live = await resource.create({ urn, name: "london" }, inputs);
  intune.forget();
  return JSON.parse(JSON.stringify(live));
}

/** What the dynamic provider makes of it: what differs, and the state after the update. */
async function moved({ id, outputs, inputs }: Live, declared: PropertyMap, kind = "vppToken") {
  const resource = runAgainst(intune.url).resourceOf(kind);
  const checked = await resource.check(inputs, declared, { name: "london", index: 1, tokens: 1, preview: false });
  if (checked.failures.length > 0) throw new Error(JSON.stringify(checked.failures));
  const differences = await resource.diff(id, outputs, checked.inputs, "plugin");
  const state = await resource.update(id, outputs, checked.inputs, "plugin");
  return { differences, state, inputs: checked.inputs };
}

const declared = {
  token: tokenText(),
  countryOrRegion: "GB",
  automaticallyUpdateApps: true,
  skipTokenChecks: false,
  renewalWarningDays: 10,
};

test("from the plugin: a token is as declared, nothing is sent, and the state is whole afterwards", async () => {
  const live = await fromPlugin(declared);
  expect(live.outputs).not.toHaveProperty("token");
  const { differences, state, inputs } = await moved(live, declared);
  expect(differences).toEqual([]);
  expect(intune.requests).toEqual([]);
  expect(state).toMatchObject({
    token: live.inputs.token,
    renewalWarningDays: 10,
    countryOrRegion: "GB",
    lastAppliedDateTime: live.outputs.lastAppliedDateTime,
  });
  expect(String(state.__managed).split(",").sort()).toEqual(Object.keys(declared).sort());
  const later = runAgainst(intune.url).resourceOf("vppToken");
  expect(await later.diff(live.id, state, inputs)).toEqual([]);
  const read = await later.read(live.id, state);
  expect(read?.inputs).toEqual(live.inputs);
});

test("from the plugin: a renewal is one PATCH of the token, and another change one of what changed", async () => {
  const live = await fromPlugin(declared);
  const next = { ...declared, token: newTokenText({ expDate: "2100-05-01T10:00:00-0700" }) };
  expect((await moved(live, next)).differences).toEqual(["token"]);
  expect(intune.asked().filter((asked) => !asked.startsWith("GET"))).toEqual([expect.stringMatching(/^PATCH/)]);
  intune.forget();
  const other = await fromPlugin({ ...declared, token: newTokenText() });
  const { token: _, ...rest } = declared;
  const change = { ...rest, countryOrRegion: "us" };
  expect((await moved(other, change)).differences).toEqual(["countryOrRegion", "token"].sort().reverse());
  expect(intune.requests.map(({ method, body }) => [method, body])).toEqual([
    ["PATCH", expect.objectContaining({ countryOrRegion: "us" })],
  ]);
});

test("from the plugin: an older token isn't uploaded over one that was renewed elsewhere", async () => {
  const live = await fromPlugin(declared);
  const elsewhere = newTokenText({ expDate: "2101-05-01T10:00:00-0700" });
  await intune.send("PATCH", `/vppTokens/${live.id}`, { token: elsewhere });
  const plugin = runAgainst(intune.url).pluginResourceOf("vppToken");
  const stored = { outputs: live.outputs, inputs: live.inputs };
  const read = await plugin.read({ urn, name: "london", id: live.id, stored });
  if (read === undefined) throw new Error("it is gone");
  await expect(moved(JSON.parse(JSON.stringify(read)), declared)).rejects.toThrow("expires earlier");
});

test("from the plugin: a license sync isn't run again", async () => {
  const { id } = await fromPlugin(declared);
  const sync = { vppTokenId: id, triggers: ["a"], timeoutSeconds: 20, apiVersion: "v1.0" };
  const live = await fromPlugin(sync, "vppTokenLicenseSync");
  const { differences, state } = await moved(live, sync, "vppTokenLicenseSync");
  expect(differences).toEqual([]);
  expect(intune.requests).toEqual([]);
  expect(state).toMatchObject(sync);
});

test("from the plugin: of two resources of one entity, the one that goes leaves it to the other", async () => {
  const live = await fromPlugin(declared);
  const { token: _, ...rest } = declared;
  const states = [];
  const first = runAgainst(intune.url).resourceOf("vppToken");
  for (const [at, renewalWarningDays] of [11, 12].entries()) {
    const args = { ...rest, renewalWarningDays };
    const old = { ...args };
    const { inputs } = await first.check(old, args, { name: `london${at}`, index: at + 1, tokens: 2, preview: false });
    states.push(await first.update(live.id, live.outputs, inputs, "plugin"));
  }
  const later = runAgainst(intune.url).resourceOf("vppToken");
  for (const state of states)
    await later.diff(live.id, state, { ...rest, renewalWarningDays: state.renewalWarningDays });
  await later.delete(live.id, states[0] ?? {});
  expect(await intune.send("GET", `/vppTokens/${live.id}`)).toMatchObject({ id: live.id });
});

test("call origins: of two resources with the same inputs, each gets the old ones that its state agrees with", () => {
  const origins = new CallOrigins();
  const inputs = { countryOrRegion: "gb" };
  origins.noteCheck(inputs, "london", { appleId: "a", token: "sha256-1" });
  origins.noteCheck(inputs, "paris", { appleId: "b", token: "sha256-2" });
  expect(origins.oldInputsOf(inputs, { appleId: "b" })).toEqual({ appleId: "b", token: "sha256-2" });
  expect(origins.oldInputsOf(inputs, { appleId: "a" })).toEqual({ appleId: "a", token: "sha256-1" });
  expect(origins.oldInputsOf({ countryOrRegion: "us" }, {})).toBeUndefined();
});
