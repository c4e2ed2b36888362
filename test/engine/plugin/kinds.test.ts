import { defaultOrganizationId } from "../../../src/emulator/settings";
import { unknownValue } from "../../../src/provider/propertyMap";
import { providerCode } from "../../../src/provider/state/keys";
import { emulatorsOfTest } from "../../support/emulators";
import { pluginsOfTest, type Stored, secretOf, urnOf } from "../../support/pluginClient";
import { newTokenText } from "../../support/tokenText";

const startPlugin = pluginsOfTest();
const startEmulator = emulatorsOfTest();

async function serve() {
  const asked: string[] = [];
  const { emulator } = await startEmulator({
    actionDuration: 50,
    onRequest: ({ method, path }) => void asked.push(`${method} ${path.split("/").slice(3).join("/")}`),
  });
  const { client } = await startPlugin({ graphEndpoint: emulator.url, accessToken: "MARKED-BEARER" });
  return { client, requests: () => asked.splice(0) };
}

describe("a license sync", () => {
  const sync = urnOf("sync", "VppTokenLicenseSync");
  const [status, date] = ["lastSyncStatus", "lastSyncDateTime"] as const;

  test("runs when it is created and when its triggers change, and a preview knows as much", async () => {
    const { client, requests } = await serve();
    const { id } = await client.deploy(urnOf("a"), { token: newTokenText() });
    requests();
    const inputs = await client.checked(sync, { vppTokenId: id, triggers: ["1"] });
    const planned = await client.create(sync, inputs, { preview: true });
    expect(planned.outputs).toMatchObject({ vppTokenId: id, [status]: unknownValue, [date]: unknownValue });
    expect(requests()).toEqual([]);
    const created = await client.create(sync, inputs);
    expect(created).toMatchObject({ id, outputs: { [status]: "completed" } });
    expect(requests()).toContain(`POST vppTokens/${id}/syncLicenses`);

    const same = await client.checked(sync, { vppTokenId: id, triggers: ["1"] }, created.inputs);
    expect(await client.diff(sync, created, same)).toMatchObject({ changes: "none" });
    const quiet = { ...same, timeoutSeconds: 60 };
    expect((await client.update(sync, created, quiet, { preview: true })).outputs).toMatchObject({
      [status]: "completed",
    });
    const changed = await client.checked(sync, { vppTokenId: id, triggers: ["2"] }, created.inputs);
    expect(await client.diff(sync, created, changed)).toMatchObject({ changes: "some", replaces: [] });
    const again = await client.update(sync, created, changed, { preview: true });
    expect(again.outputs).toMatchObject({ triggers: ["2"], [status]: unknownValue, [date]: unknownValue });
    expect(requests()).toEqual([]);
    const updated = await client.update(sync, created, changed);
    expect(updated.outputs[date]).not.toBe(created.outputs[date]);
    expect(await client.read(sync, id, updated)).toMatchObject({ id, inputs: updated.inputs });
    requests();
    await client.delete(sync, updated);
    expect(requests()).toEqual([]);
  }, 60_000);

  test("of a token that isn't known yet passes the check, and a token that doesn't exist is named", async () => {
    const { client } = await serve();
    const inputs = await client.checked(sync, { vppTokenId: unknownValue });
    expect((await client.create(sync, inputs, { preview: true })).outputs.vppTokenId).toBe(unknownValue);
    await expect(client.deploy(sync, { vppTokenId: "4711" })).rejects.toMatchObject({
      details: expect.stringContaining("4711"),
    });
  });

  test("that is imported is declared by the id of its token, and then runs nothing", async () => {
    const { client, requests } = await serve();
    const { id } = await client.deploy(urnOf("a"), { token: newTokenText() });
    const imported = await client.read(sync, id);
    expect(imported?.inputs).toEqual({ vppTokenId: id });
    if (imported === undefined) return;
    requests();
    await client.redeploy(sync, imported, imported.inputs);
    expect(requests()).toEqual([]);
    // The engine refuses an import of nothing by itself, and names the id.
    expect(await client.read(sync, "4711")).toBeUndefined();
  });
});

test("an older token lives at its organization's address", async () => {
  const { client } = await serve();
  const urn = urnOf("old", "AppleVolumePurchaseProgramToken");
  const token = newTokenText();
  const declared = { token, organizationId: defaultOrganizationId, countryOrRegion: "gb" };
  const created = await client.deploy(urn, declared);
  const updated = await client.redeploy(urn, created, { ...declared, countryOrRegion: "us" });
  expect(updated.outputs.countryOrRegion).toBe("us");
  expect(await client.read(urn, updated.id, updated)).toMatchObject({ inputs: { countryOrRegion: "us" } });
  await client.delete(urn, updated);
  expect(await client.read(urn, updated.id, updated)).toBeUndefined();
});

describe("a resource of the dynamic provider", () => {
  /** As that door leaves it in a state. */
  const moved = ({ id, inputs, outputs }: Stored, token: unknown): Stored => {
    const __provider = providerCode("vppToken");
    return {
      id,
      inputs: { ...inputs, token, __provider },
      outputs: { ...outputs, token, __provider, __managed: Object.keys(inputs).join(",") },
    };
  };
  const dynamicUrn = "urn:pulumi:dev::program::pulumi-nodejs:dynamic/intune:VppToken::a";

  test("goes on without a request and without a change", async () => {
    const { client, requests } = await serve();
    const token = newTokenText();
    const own = await client.deploy(urnOf("a"), { token, countryOrRegion: "gb" });
    const stored = moved(own, own.inputs.token);
    requests();
    const inputs = await client.checked(urnOf("a"), { token, countryOrRegion: "gb" }, stored.inputs);
    expect(await client.diff(urnOf("a"), stored, inputs)).toMatchObject({ changes: "none", detailed: {} });
    expect(requests()).toEqual([]);
    const changed = await client.redeploy(urnOf("a"), stored, { token, countryOrRegion: "us" });
    expect(requests()).toEqual([`PATCH vppTokens/${own.id}`]);
    expect(Object.keys(changed.outputs)).not.toEqual(expect.arrayContaining(["__provider"]));
    expect(Object.keys(changed.outputs)).not.toEqual(expect.arrayContaining(["__managed"]));
    expect(changed.inputs.token).toEqual(secretOf(expect.stringMatching(/^sha256-/)));
  });

  test("is refreshed and deleted under its old type", async () => {
    const { client, requests } = await serve();
    const own = await client.deploy(urnOf("a"), { token: newTokenText(), countryOrRegion: "gb" });
    const stored = moved(own, own.inputs.token);
    const live = await client.read(dynamicUrn, own.id, stored);
    expect(live).toMatchObject({ id: own.id, inputs: { countryOrRegion: "gb" } });
    requests();
    await client.delete(dynamicUrn, stored);
    expect(requests().at(-1)).toBe(`DELETE vppTokens/${own.id}`);
  });
});
