import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { builtinModules } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startConnectProxy } from "../graph/http/connectProxy";
import { root } from "../support/pulumi";
import { startTokenEndpoint, tokenAnswer } from "../support/tokenEndpoint";
import { type Packed, pack } from "./packed";
import { type StartedPlugin, withPlugin } from "./startedPlugin";

describe("the packed native plugin", () => {
  let packed: Packed;
  let folder: string;

  beforeAll(() => {
    packed = pack();
    folder = mkdtempSync(join(tmpdir(), "pulumi-intune-plugin-"));
    // Nothing else of the package is there.
    execFileSync("tar", ["-xzf", packed.tarball, "-C", folder, "--strip-components=2", "package/plugin"]);
  });
  afterAll(() => {
    packed?.remove();
    rmSync(folder, { recursive: true, force: true });
  });

  test("starts alone in a folder, answers the engine, and ends when its standard input does", async () => {
    const { result, code } = await withPlugin(join(folder, "pulumi-resource-intune"), (plugin) => plugin.introduce());
    const { version, schema } = result;
    expect(version).toBe(packed.manifest.version);
    expect(schema).toMatchObject({ name: "intune", version: packed.manifest.version });
    expect(Object.keys(schema.resources)).toContain("intune:index:VppToken");
    expect(code).toBe(0);
  });

  test("holds the libraries for signing in, for Graph and for proxies, and uses them", async () => {
    const bearer = "a-bearer-of-the-test";
    const service = await startTokenEndpoint(() => tokenAnswer(bearer));
    const proxy = await startConnectProxy();
    try {
      const environment = {
        PATH: process.env.PATH,
        NODE_EXTRA_CA_CERTS: service.certificateFile,
        HTTPS_PROXY: proxy.url(),
        INTUNE_GRAPH_ENDPOINT: service.url,
        INTUNE_AUTHORITY_HOST: service.url,
        INTUNE_TENANT_ID: "11111111-1111-1111-1111-111111111111",
        INTUNE_CLIENT_ID: "22222222-2222-2222-2222-222222222222",
        INTUNE_CLIENT_SECRET: "a-client-secret-of-the-test",
      };
      const executable = join(folder, "pulumi-resource-intune");
      const list = (plugin: StartedPlugin) => plugin.invoke("intune:index:getVppTokens");
      expect(await withPlugin(executable, list, environment)).toEqual({ result: { tokens: [] }, code: 0 });
      expect(service.requests.map(({ form }) => form.client_secret)).toEqual([environment.INTUNE_CLIENT_SECRET]);
      expect(service.graphBearers).toEqual([`Bearer ${bearer}`]);
      expect(new Set(proxy.seen.map(({ method }) => method))).toEqual(new Set(["CONNECT"]));
    } finally {
      await Promise.all([service.close(), proxy.close()]);
    }
  });

  test("requires what comes with Node, and what only unused services of grpc-js load", () => {
    const text = readFileSync(join(folder, "pulumi-resource-intune"), "utf8");
    // In the libraries on demand, which are strings, quotes are escaped.
    const required = [...text.matchAll(/\brequire\(\\?"([^"\\]+)\\?"\)/g)].map(([, name = ""]) => name);
    const others = required.filter((name) => !builtinModules.includes(name.replace(/^node:/, "")));
    expect([...new Set(others)].sort()).toEqual(["@azure/identity", "@grpc/proto-loader", "undici"]);
    expect(required.length).toBeGreaterThan(10);
  });

  test("is started by a launcher on Windows", () => {
    const launcher = readFileSync(join(folder, "pulumi-resource-intune.cmd"), "utf8");
    expect(launcher).toBe('@echo off\r\nnode "%~dp0pulumi-resource-intune" %*\r\n');
  });
});

test("the native plugin loads no library for Graph, for signing in or for proxies before it says its port", () => {
  const tell = `
    const write = process.stdout.write.bind(process.stdout);
    process.stdout.write = () => {
      write(JSON.stringify(Object.keys(require.cache)));
      process.exit();
    };
    require("./dist/engine/plugin/main.js");`;
  const loaded: string[] = JSON.parse(execFileSync(process.execPath, ["-e", tell], { cwd: root, encoding: "utf8" }));
  const packages = loaded.flatMap((file) => /node_modules[\\/]((?:@[^\\/]+[\\/])?[^\\/]+)/.exec(file)?.[1] ?? []);
  expect([...new Set(packages)].sort()).toEqual([
    "@grpc/grpc-js",
    "@js-sdsl/ordered-map",
    "@pulumi/pulumi",
    "dataloader",
    "google-protobuf",
  ]);
});
