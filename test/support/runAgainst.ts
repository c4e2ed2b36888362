import { CallOrigins } from "../../src/engine/dynamic/callOrigins";
import { DynamicResource } from "../../src/engine/dynamic/dynamicResource";
import { PluginResource } from "../../src/engine/plugin/pluginResource";
import { connectionSettings } from "../../src/graph/config/settings";
import { type Connection, connectionOf } from "../../src/graph/connections";
import type { GraphEntities } from "../../src/graph/entities";
import { handlerFor } from "../../src/provider/registry";
import { Run } from "../../src/provider/run/run";

/** Resources in one run, as the dynamic host knows them, whose time passes as fast as it is waited for. */
export interface TestRun {
  resourceOf(name: string): DynamicResource;
  /** The same as the plugin knows it. */
  pluginResourceOf(name: string): PluginResource;
  readonly graph: GraphEntities;
  readonly run: Run;
  /** How many milliseconds were waited so far. */
  waited(): number;
}

/** By namespace, the configuration of a connection besides the address and an opaque access token. */
type Connections = Readonly<Record<string, Readonly<Record<string, string>>>>;

const start = Date.parse("2026-11-01T00:00:00Z");

/** Lives over real requests to this address. */
export function runAgainst(
  url: string,
  log: (sentence: string) => void = () => {},
  connections: Connections = { intune: {} },
): TestRun {
  let clock = start;
  const now = () => new Date(clock);
  const sleep = async (milliseconds: number) => {
    clock += milliseconds;
  };
  // Nothing hangs here.
  const timeout = () => new Promise<void>(() => {});
  const effects = { now, sleep, timeout, log: log };
  const made = new Map<string, Connection>();
  for (const [namespace, given] of Object.entries(connections)) {
    const values: Record<string, string> = { graphEndpoint: url, accessToken: "MARKED-BEARER", ...given };
    const settings = connectionSettings(namespace, (key) => values[key.slice(namespace.length + 1)], {});
    made.set(namespace, connectionOf(settings, effects));
  }
  const connected = (namespace: string): Connection => {
    const connection = made.get(namespace);
    if (!connection) throw new Error(`no connection "${namespace}"`);
    return connection;
  };
  const run = new Run();
  const readSource = () => "";
  const connection = async (namespace: string) => connected(namespace);
  const origins = new CallOrigins();
  const warn = async (sentence: string) => log(sentence);
  const operation = () => ({});
  const context = { connection, operation, now, readSource, run, sleep, timeout, log, warn };
  return {
    resourceOf: (name) => new DynamicResource(handlerFor(name, context), origins, now),
    pluginResourceOf: (name) => new PluginResource(handlerFor(name, context), warn),
    graph: connected("intune").graph,
    run,
    waited: () => clock - start,
  };
}

/** An access token that names its tenant, as Microsoft's do. */
export function bearerOf(tid: string): string {
  const part = (content: object) => Buffer.from(JSON.stringify(content)).toString("base64url");
  return [part({ alg: "none" }), part({ tid, secret: "MARKED" }), "signature"].join(".");
}
