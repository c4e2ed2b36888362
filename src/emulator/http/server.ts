import { createAdaptorServer } from "@hono/node-server";
import { FaultService } from "../faults/faultService";
import { defaultSettings, type Settings } from "../settings";
import { readDataFile, writeDataFile } from "../tenant/dataFile";
import { seededTenant } from "../tenant/seed";
import { Store, type Tables } from "../tenant/store";
import { createApp } from "./app";
import type { RequestLog } from "./requestLog";

/** How to start the emulator; everything may be left out. */
export interface EmulatorOptions extends Partial<Settings> {
  /** The port to listen on; 0 for a free one. Default: 0. */
  readonly port?: number;
  /** The file that keeps the tenant between runs. Default: none, the tenant is gone afterwards. */
  readonly data?: string;
  /** How many made-up tokens an empty tenant starts with. Default: 0. */
  readonly seed?: number;
  /** The clock. Default: the computer's. */
  readonly now?: () => Date;
  /** Is told of every request once its answer is known. */
  readonly onRequest?: (request: RequestLog) => void;
  /** Whether `/emulator/faults` takes rules that make requests fail. Default: false. */
  readonly faults?: boolean;
}

/** A running emulator. */
export interface Emulator {
  /** Where it is reached, for example `http://127.0.0.1:4399`. */
  readonly url: string;
  readonly port: number;
  /** Stops it and ends open connections. */
  close(): Promise<void>;
}

/** Only this computer reaches it: an emulator has nothing to protect a tenant with. */
const host = "127.0.0.1";

/**
 * Starts a local Intune.
 * @throws DataFileError when the data file can't be used; the system's error (EADDRINUSE, EACCES) when the port can't.
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
