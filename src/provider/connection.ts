import { connect } from "../graph/connect";
import { connectionSettings, SettingsError } from "../graph/settings";
import type { Connection } from "./lifecycle";
import { UserError } from "./userError";

const defaultNamespace = "intune";

/** One connection a process for the same settings, whichever resources ask: it holds the access token. */
const connections = new Map<string, Connection>();

/**
 * The connection that the stack's configuration and the environment describe.
 *
 * @throws UserError when they are incomplete or contradict each other.
 */
export function connectionFrom(configured: (key: string) => string | undefined): Connection {
  const settings = settingsFrom(configured);
  const key = JSON.stringify(settings);
  const known = connections.get(key);
  if (known) return known;
  const connection = {
    graph: connect(settings),
    namespace: settings.namespace,
    apiVersion: settings.apiVersion,
  };
  connections.set(key, connection);
  return connection;
}

function settingsFrom(configured: (key: string) => string | undefined) {
  try {
    return connectionSettings(defaultNamespace, configured, process.env);
  } catch (error) {
    throw error instanceof SettingsError ? new UserError(error.message) : error;
  }
}
