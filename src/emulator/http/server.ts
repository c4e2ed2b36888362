import { createAdaptorServer } from "@hono/node-server";
import { FaultService } from "../faults/faultService";
import { defaultSettings, type Settings } from "../settings";
import { readDataFile, writeDataFile } from "../tenant/dataFile";
import { seededTenant } from "../tenant/seed";
import { Store, type Tables } from "../tenant/store";
import { createApp } from "./app";
import type { RequestLog } from "./requestLog";

/** The options of `startEmulator`; all are optional. */
export interface EmulatorOptions extends Partial<Settings> {
  /** The port to listen on; 0 picks a free one. Default: 0. */
  readonly port?: number;
  /** The file that keeps the tenant between runs. Default: none, and the tenant is lost when the emulator stops. */
  readonly data?: string;
  /** How many made-up tokens an empty tenant starts with. Default: 0. */
  readonly seed?: number;
  /** The clock. Default: the computer's. */
  readonly now?: () => Date;
  /** Called for every request once the status of its response is known. */
  readonly onRequest?: (request: RequestLog) => void;
  /** Whether `/emulator/faults` accepts rules that make requests fail. Default: false. */
  readonly faults?: boolean;
}

/** A running emulator. */
export interface Emulator {
  /** Its base URL, for example `http://127.0.0.1:4399`. */
  readonly url: string;
  readonly port: number;
  /** Stops the emulator and closes open connections. */
  close(): Promise<void>;
}

/** Loopback only, because the emulator has no access control. */
const host = "127.0.0.1";

/**
 * Starts a local Intune.
 * @throws DataFileError when the data file can't be used; the system's error (EADDRINUSE, EACCES) when the port can't be used
 */
export async function startEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  const {
    port = 0,
    data,
    seed = 0,
    now = () => new Date(),
    onRequest = () => {},
    faults = false,
    ...settingOverrides
  } = options;
  const settings = { ...defaultSettings, ...settingOverrides };
  const kept = data === undefined ? {} : readDataFile(data);
  const tables = isEmpty(kept) ? seededTenant(seed, { now: now(), settings }) : kept;
  const store = new Store(tables, data === undefined ? undefined : (changed) => writeDataFile(data, changed));
  const app = createApp({
    store,
    settings,
    now,
    onRequest,
    faults: faults ? new FaultService(store, now) : undefined,
  });
  const server = createAdaptorServer({ fetch: app.fetch, overrideGlobalObjects: false });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => resolve());
  });
  const address = server.address();
  const actualPort = typeof address === "object" && address !== null ? address.port : port;
  return {
    url: `http://${host}:${actualPort}`,
    port: actualPort,
    close: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error ? reject(error) : resolve()));
        if ("closeAllConnections" in server) server.closeAllConnections();
      }),
  };
}

function isEmpty(tables: Tables): boolean {
  return Object.values(tables).every(({ size }) => size === 0);
}
