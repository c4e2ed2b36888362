import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { type Emulator, type EmulatorOptions, startEmulator } from "../../../src/emulator";
import { clientOf, tokens } from "../../support/client";

const folder = mkdtempSync(join(tmpdir(), "pulumi-intune-start-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const running: Emulator[] = [];
async function started(options: EmulatorOptions) {
  const emulator = await startEmulator(options);
  running.push(emulator);
  return clientOf(emulator);
}
const stopAll = () => Promise.all(running.splice(0).map((emulator) => emulator.close()));
afterEach(stopAll);

describe("an emulator that is started with a seed", () => {
  const count = async (client: Awaited<ReturnType<typeof started>>) =>
    (await client("GET", `/beta${tokens}?$count=true`)).body["@odata.count"];

  test("serves that many tokens, which can be changed and renewed like others", async () => {
    const client = await started({ seed: 12 });
    expect(await count(client)).toBe(12);
    const { body } = await client("GET", `/beta${tokens}?$top=1`);
    const [first] = body.value as { id: string }[];
    const changed = await client("PATCH", `/beta${tokens}/${first?.id}`, { displayName: "Renamed" });
    expect(changed.body.displayName).toBe("Renamed");
  });

  test("keeps them in its data file, and seeds no tenant that has tokens", async () => {
    const data = join(folder, "tenant.json");
    const client = await started({ seed: 3, data });
    const { body } = await client("GET", `/beta${tokens}`);
    await client("DELETE", `/beta${tokens}/${(body.value as { id: string }[])[0]?.id}`);
    await stopAll();
    expect(await count(await started({ seed: 3, data }))).toBe(2);
  });
});

describe("an emulator that is started with a latency", () => {
  const id = "5eed0000-0000-4000-8000-000000000001";

  test("answers as it does otherwise", async () => {
    const asked: string[] = [];
    const client = await started({
      latency: 5,
      seed: 1,
      onRequest: ({ method, status }) => asked.push(`${method} ${status}`),
    });
    expect((await client("DELETE", `/beta${tokens}/${id}`)).status).toBe(204);
    expect((await client("GET", `/beta${tokens}/${id}`)).body.error).toMatchObject({ code: "ResourceNotFound" });
    expect(asked).toEqual(["DELETE 204", "GET 404"]);
  });

  test("holds the answer back when what was asked is done already", async () => {
    const data = join(folder, "late.json");
    const client = await started({ latency: 3_600_000, seed: 1, data });
    expect(readFileSync(data, "utf8")).toContain(id);
    const answer = client("DELETE", `/beta${tokens}/${id}`).catch(() => "cut");
    for (let looks = 0; looks < 1000 && readFileSync(data, "utf8").includes(id); looks += 1) await sleep(5);
    expect(readFileSync(data, "utf8")).not.toContain(id);
    expect(await Promise.race([answer, sleep(5, "held back")])).toBe("held back");
    await stopAll();
    expect(await answer).toBe("cut");
  });
});
