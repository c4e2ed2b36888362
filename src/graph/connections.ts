import type { ApiVersion } from "../definitions/entity";
import { connect, type Effects } from "./connect";
import type { GraphEntities } from "./entities";
import { connectionSettings, defaultNamespace } from "./settings";

/** A tenant to talk to. */
export interface Connection {
  readonly graph: GraphEntities;
  /** The namespace of configuration that it stems from, for messages. */
  readonly namespace: string;
  /** The version of Graph that the configuration asks for. */
  readonly apiVersion: ApiVersion | undefined;
}

/** Reads a key of the stack's configuration, such as `intune:tenantId`. */
export type Configuration = (key: string) => string | undefined;

/** One connection a process for the same settings, whoever asks: it holds the access token. */
const connections = new Map<string, Connection>();

/**
 * The connection that the stack's configuration and the environment describe. Nothing is sent.
 *
 * @param configured Reads the stack's configuration.
 * @param namespace The namespace of its keys.
 * @param say Is told of long waits. Default: standard output, which Pulumi shows under the stack.
 * @throws SettingsError when they are incomplete or contradict each other; its message is for the user.
 */
export function connectionFrom(
  configured: Configuration,
  namespace: string = defaultNamespace,
  say?: Effects["say"],
): Connection {
  const settings = connectionSettings(namespace, configured, process.env);
  const key = JSON.stringify(settings);
  const known = connections.get(key);
  if (known) return known;
  const connection = { graph: connect(settings, say && { say }), namespace, apiVersion: settings.apiVersion };
  connections.set(key, connection);
  return connection;
}
