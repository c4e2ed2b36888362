import { CallOrigins } from "../../src/engine/dynamic/callOrigins";
import { DynamicResource } from "../../src/engine/dynamic/dynamicResource";
import { PluginResource } from "../../src/engine/plugin/pluginResource";
import { type Connection, connectionOf } from "../../src/graph/connections";
import type { GraphEntities } from "../../src/graph/entities";
import { handlerFor } from "../../src/provider/registry";
import { Run } from "../../src/provider/run/run";
import { settingsOf } from "./client";
import { type FakeClock, fakeClock } from "./fakeClock";

/** Resources in one run, as the dynamic host knows them, whose time passes as fast as it is waited for. */
export interface TestRun {
  resourceOf(name: string): DynamicResource;
  /** The same as the plugin knows it. */
  pluginResourceOf(name: string): PluginResource;
  readonly graph: GraphEntities;
  readonly run: Run;
  /** The namespaces of the connections that were asked for, in order. */
  readonly namespaces: readonly string[];
  /** How many milliseconds were waited so far. */
  waited(): number;
}

export interface RunOptions {
  /** Hears what is said to the user. */
  readonly log?: (sentence: string) => void;
  /** By namespace, the configuration of a connection besides the address and an opaque access token. */
  readonly connections?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly clock?: Pick<FakeClock, "now" | "sleep">;
  /** Between 0 and 1: how long the pauses are whose length is left to chance. */
  readonly random?: () => number;
}

/** When these runs begin. */
export const startOfRuns = "2026-11-01T00:00:00Z";

/** Lives over real requests to this address. */
export function runAgainst(url: string, options: RunOptions = {}): TestRun {
  const { log = () => {}, connections = { intune: {} }, clock = fakeClock("by itself", startOfRuns), random } = options;
  const { now, sleep } = clock;
  const start = now().getTime();
  // Nothing hangs here.
  const timeout = () => new Promise<void>(() => {});
  const effects = { now, sleep, log, ...(random ? { random } : {}) };
  const made = new Map<string, Connection>();
  for (const [namespace, given] of Object.entries(connections)) {
    made.set(namespace, connectionOf(settingsOf({ url }, given, namespace), effects));
  }
  const connected = (namespace: string): Connection => {
    const connection = made.get(namespace);
    if (!connection) throw new Error(`no connection "${namespace}"`);
    return connection;
  };
  const run = new Run();
  const namespaces: string[] = [];
  const connection = async (namespace: string) => {
    namespaces.push(namespace);
    return connected(namespace);
  };
  const readSource = () => {
    throw new Error("these tests read no file and no variable");
  };
  const origins = new CallOrigins();
  const warn = async (sentence: string) => log(sentence);
  const operation = () => ({});
  const context = { connection, operation, now, readSource, run, sleep, timeout, log, warn };
  return {
    resourceOf: (name) => new DynamicResource(handlerFor(name, context), origins, now),
    pluginResourceOf: (name) => new PluginResource(handlerFor(name, context), warn),
    graph: connected("intune").graph,
    run,
    namespaces,
    waited: () => now().getTime() - start,
  };
}

/** An access token that names its tenant, as Microsoft's do. */
export function bearerOf(tid: string): string {
  const part = (content: object) => Buffer.from(JSON.stringify(content)).toString("base64url");
  return [part({ alg: "none" }), part({ tid, secret: "MARKED" }), "signature"].join(".");
}
