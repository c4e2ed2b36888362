import { defaultNamespace } from "../../graph/config/settingKeys";
import { connectionsKey, isSettingKey, nearestKey, unknownKeyAdvice } from "../../graph/config/unknownKeys";
import { isObject, parsed } from "../../json";

/** The stack's configuration of all namespaces, structured values as JSON. */
type Configuration = Readonly<Record<string, string>>;

/** The keys by which the engine itself finds a plugin. */
const engineKeys: readonly string[] = ["version", "pluginDownloadURL"];

/** What is to be known of the keys of `intune` that have no effect with the dynamic provider, in sentences. */
export function configurationWarnings(configuration: Configuration, project: string): string[] {
  const own = Object.keys(configuration)
    .filter((name) => name.startsWith(`${defaultNamespace}:`))
    .map((name) => name.slice(defaultNamespace.length + 1));
  const isConnections = (key: string) => key.split(".")[0] === connectionsKey;
  // A project of that name keeps its program's own keys there.
  const isForeign = (key: string) => project === defaultNamespace && nearestKey(key) === undefined;
  const unknown = own.filter(
    (key) => !isSettingKey(key) && !isConnections(key) && !engineKeys.includes(key) && !isForeign(key),
  );
  const elsewhere = own.filter(isConnections).flatMap((key) => connectionsIn(key, configuration));
  const without = [...new Set(elsewhere)].filter((name) => !hasNamespace(configuration, name));
  return [
    ...unknown.map((key) => `${defaultNamespace}:${key} ${unknownKeyAdvice(key)}`),
    ...without.map(
      (name) =>
        `${defaultNamespace}:${connectionsKey} has no effect with the dynamic provider, which reads the connection "${name}" from ` +
        `${name}:tenantId and so on. Set those keys, or use "pulumi-intune/native".`,
    ),
  ];
}

/** The names of connections that a key holds: all of them, or one where the path is part of the key. */
function connectionsIn(key: string, configuration: Configuration): string[] {
  const [, name] = key.split(".");
  if (name !== undefined) return [name];
  const value = parsed(configuration[`${defaultNamespace}:${key}`] ?? "");
  return isObject(value) ? Object.keys(value) : [];
}

function hasNamespace(configuration: Configuration, name: string): boolean {
  return Object.keys(configuration).some((key) => key.startsWith(`${name}:`));
}
