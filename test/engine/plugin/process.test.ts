import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout } from "node:timers/promises";
import { emulatorsOfTest } from "../../support/emulators";
import { type EngineServer, startEngineServer } from "../../support/engineServer";
import { PluginClient, secretOf, urnOf } from "../../support/pluginClient";
import { root } from "../../support/pulumi";
import { newTokenText, tokenText } from "../../support/tokenText";

const executable = join(root, "plugin", "pulumi-resource-intune");
const startEmulator = emulatorsOfTest();
const a = urnOf("a");

/** The plugin as its engine starts it. */
interface Running {
  readonly process: ChildProcess;
  readonly client: PluginClient;
  readonly engine: EngineServer;
  /** All of its standard output and standard error so far. */
  readonly output: () => string;
  /** The exit code. */
  readonly ended: Promise<number | null>;
}

const running: Running[] = [];

beforeAll(() => {
  execFileSync(process.execPath, [join(root, "tools", "build.mjs"), "--if-changed"], { stdio: "ignore" });
});

afterEach(() => {
  for (const { process, client, engine } of running.splice(0)) {
    client.close();
    engine.close();
    process.kill("SIGKILL");
  }
});

async function start(environment: NodeJS.ProcessEnv = {}): Promise<Running> {
  const engine = await startEngineServer();
  const { PATH } = process.env;
  const child = spawn(process.execPath, [executable, engine.address], { env: { PATH, ...environment }, stdio: "pipe" });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (output += chunk));
  const ended = once(child, "exit").then(([code]) => code as number | null);
  const [port] = (await once(createInterface(child.stdout), "line")) as [string];
  const client = new PluginClient(`127.0.0.1:${port}`);
  const plugin = { process: child, client, engine, output: () => output, ended };
  running.push(plugin);
  return plugin;
}

/** Whether it ends in that time. */
const endsWithin = (ended: Promise<unknown>, ms: number) =>
  Promise.race([ended.then(() => true), setTimeout(ms, false, { ref: false })]);

test("plugin: its standard output is its port and nothing else", async () => {
  const { client, output } = await start();
  expect(await client.version()).toMatch(/^\d+\.\d+\.\d+/);
  expect(output()).toMatch(/^\d+\n$/);
});

test("plugin: gives the schema beside it, with the version of the package", async () => {
  const { client } = await start();
  const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  const schema = JSON.parse(readFileSync(join(root, "plugin", "schema.json"), "utf8"));
  expect(await client.version()).toBe(version);
  expect(JSON.parse(await client.schema())).toEqual({ ...schema, version });
});

test("plugin: ends when standard input does, though a request is under way", async () => {
  const { emulator, call } = await startEmulator({ faults: true });
  await call("POST", "/emulator/faults", [{ kind: "latency", milliseconds: 20_000 }]);
  const { client, ended, process } = await start();
  await client.configure({ graphEndpoint: emulator.url, accessToken: "MARKED-BEARER" });
  const reading = client.read(a, "4711").catch(() => "failed");
  await setTimeout(200);
  process.stdin?.end();
  expect(await endsWithin(ended, 5000)).toBe(true);
  expect(await reading).toBe("failed");
});

test.each(["SIGINT", "SIGTERM"] as const)(
  "plugin: %s ends it when the write that is under way is answered",
  async (signal) => {
    const { emulator, call } = await startEmulator({ faults: true });
    const { client, ended, process } = await start();
    await client.configure({ graphEndpoint: emulator.url, accessToken: "MARKED-BEARER" });
    const token = newTokenText();
    const stored = await client.deploy(a, { token, countryOrRegion: "gb" });
    await call("POST", "/emulator/faults", [{ kind: "latency", milliseconds: 1000, method: "PATCH" }]);
    const changing = client.redeploy(a, stored, { token, countryOrRegion: "us" });
    await setTimeout(300);
    process.kill(signal);
    expect((await changing).outputs.countryOrRegion).toBe("us");
    expect(await endsWithin(ended, 5000)).toBe(true);
    expect(await ended).toBe(0);
  },
);

test("plugin: SIGINT ends a wait", async () => {
  const { emulator, call } = await startEmulator({ faults: true });
  await call("POST", "/emulator/faults", [{ kind: "status", status: 429, retryAfter: 100, times: 9 }]);
  const { client, ended, process } = await start();
  await client.configure({ graphEndpoint: emulator.url, accessToken: "MARKED-BEARER" });
  const reading = client.read(a, "4711").catch((error) => error.details);
  await setTimeout(300);
  process.kill("SIGINT");
  expect(await reading).toContain("was canceled");
  expect(await endsWithin(ended, 5000)).toBe(true);
});

test("plugin: no answer, no message and no line of output holds a token, a bearer or a client secret", async () => {
  const { emulator, call } = await startEmulator({ faults: true });
  const faults = (...rules: object[]) => call("POST", "/emulator/faults", rules);
  const secret = "MARKED-CLIENT-SECRET";
  const { client, engine, output } = await start({ INTUNE_ACCESS_TOKEN: "MARKED-OTHER-BEARER" });
  await client.handshake(engine.address);
  const contoso = {
    tenantId: "contoso.example",
    clientId: "c",
    clientSecret: secret,
    authorityHost: "http://127.0.0.1:1",
  };
  const settings = { graphEndpoint: emulator.url, accessToken: "MARKED-BEARER", connections: { contoso } };
  const checked = await client.checkConfig(settings);
  // These two give the inputs back, as secrets.
  expect(checked.inputs.accessToken).toEqual(secretOf("MARKED-BEARER"));
  expect(checked.inputs.connections).toEqual(secretOf(settings.connections));
  client.answers.splice(0);
  await client.configure(settings);
  const texts = [
    tokenText({ token: "MARKED-1" }),
    newTokenText({ token: "MARKED-2" }),
    newTokenText({ token: "MARKED-3", externalMdm: true }),
  ];
  const [token, renewed, unusable] = texts as [string, string, string];
  const attempt = (work: Promise<unknown>) => work.catch(() => undefined);

  const stored = await client.deploy(a, { token: secretOf(token) });
  await client.read(a, stored.id, stored);
  await client.read(a, stored.id);
  const echo = { kind: "status", status: 400, message: "Can't take {body}", times: 1 };
  await faults({ ...echo, method: "PATCH" }, { ...echo, method: "POST" });
  await attempt(client.redeploy(a, stored, { token: renewed, skipTokenChecks: true }));
  await attempt(client.deploy(urnOf("b"), { token: renewed }));
  await attempt(client.deploy(urnOf("b"), { token: unusable }));
  await attempt(client.deploy(urnOf("c"), { token: `${token}x` }));
  await attempt(client.deploy(urnOf("d"), { token, connection: "contoso" }));
  await faults({
    kind: "answer",
    status: 401,
    json: { error: { code: "x", message: "MARKED-BEARER is not good" } },
    times: 9,
  });
  await attempt(client.invoke("intune:index:getVppTokens", {}));
  await call("DELETE", "/emulator/faults");
  await client.delete(a, stored);

  const seen = [...client.answers, JSON.stringify(engine.logged), output()].join("\n");
  // What is looked for would be found: the attempts came that far.
  expect(seen).toMatch(/Can't take/);
  expect(seen).toMatch(/is not good/);
  for (const text of [...texts, secret, "MARKED"]) {
    expect(seen).not.toContain(text);
    expect(seen).not.toContain(Buffer.from(text).toString("base64").replace(/=+$/, ""));
  }
}, 120_000);
