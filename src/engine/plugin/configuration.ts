import { configurationKey, defaultNamespace, type SettingKey, settingKeys } from "../../graph/config/settingKeys";
import { connectionsKey, isSettingKey, unknownKeyAdvice } from "../../graph/config/unknownKeys";
import type { Configuration } from "../../graph/connections";
import { isObject, parsed } from "../../json";
import type { CheckFailure } from "../../provider/handler";
import { type PropertyMap, unknownValue } from "../../provider/propertyMap";
import type { Properties } from "./values";

/** What the engine adds to the inputs of a provider. Source: pkg/resource/deploy/providers of Pulumi's engine. */
const engineKeys: readonly string[] = ["version", "pluginDownloadURL", "pluginChecksums", "__internal", "__defaults"];

/** The keys of a provider's inputs, for messages. */
const inputKeys = [...Object.keys(settingKeys), connectionsKey];

/** A setting, as it was given. */
interface Given {
  /** The name of the connection; undefined for the default one. */
  readonly connection: string | undefined;
  readonly key: string;
  readonly value: unknown;
}

/** What a provider's inputs give, and what of them can't be read, in the words of a failure. */
interface Inputs {
  readonly settings: readonly Given[];
  readonly malformed: readonly string[];
}

/** Validates the keys of a provider's inputs; what they mean together is checked by who makes a connection of them. */
export function checkConfiguration(inputs: PropertyMap): CheckFailure[] {
  const { settings, malformed } = readInputs(inputs);
  const problems = settings.flatMap(({ connection, key, value }) => {
    const name = connection === undefined ? key : `${connectionsKey}.${connection}.${key}`;
    if (!isSettingKey(key)) {
      const known = connection === undefined ? inputKeys : Object.keys(settingKeys);
      return [`${name} ${unknownKeyAdvice(key, known)}`];
    }
    const isPlain = ["string", "boolean", "number"].includes(typeof value);
    return isPlain ? [] : [`${name} must be a string, true or false`];
  });
  return [...malformed, ...problems].map((reason) => ({ property: "", reason }));
}

/**
 * The inputs of a provider for its state: what is a credential, or may hold one, is a secret, however the program gave it. A
 * name that isn't known may be that of a credential with a mistake in it.
 */
export function withSecretCredentials({ values, secretNames }: Properties): Properties {
  const isPublic = (name: string) =>
    engineKeys.includes(name) || (isSettingKey(name) && !("secret" in settingKeys[name]));
  return { values, secretNames: new Set([...secretNames, ...Object.keys(values).filter((name) => !isPublic(name))]) };
}

/** The keys of the stack's configuration as a connection asks for them. Booleans and numbers may come as such, or as strings. */
export function configurationOf(inputs: PropertyMap): Configuration {
  const settings = new Map(
    readInputs(inputs).settings.map(({ connection, key, value }) => [
      configurationKey(connection === undefined ? defaultNamespace : namespaceOf(connection), key as SettingKey),
      String(value),
    ]),
  );
  return (key) => settings.get(key);
}

/** The namespace of the keys of a connection that the argument `connection` names. */
export function namespaceOf(connection: string): string {
  return connection === defaultNamespace ? connection : `${defaultNamespace}:${connectionsKey}.${connection}`;
}

function readInputs(inputs: PropertyMap): Inputs {
  const parts = Object.entries(inputs)
    .filter(([name, value]) => !engineKeys.includes(name) && value !== undefined && value !== null)
    .map(([name, value]) => readInput(name, value));
  return {
    settings: parts.flatMap(({ settings }) => settings),
    malformed: parts.flatMap(({ malformed }) => malformed),
  };
}

/** `pulumi config set intune:connections.contoso.tenantId` without --path makes one key of it. */
function readInput(name: string, value: unknown): Inputs {
  if (name === connectionsKey) return readConnections(value);
  if (!name.startsWith(`${connectionsKey}.`))
    return { settings: [{ connection: undefined, key: name, value }], malformed: [] };
  const path = name.slice(connectionsKey.length + 1);
  const end = path.lastIndexOf(".");
  if (end < 0) return readConnection(path, value, `${name} must be an object: the settings of the connection`);
  return { settings: [{ connection: path.slice(0, end), key: path.slice(end + 1), value }], malformed: [] };
}

function readConnections(value: unknown): Inputs {
  const malformed = `${connectionsKey} must be an object of objects: the settings of each connection by its name`;
  if (value === unknownValue) return nothing;
  const connections = structured(value);
  if (connections === undefined) return { settings: [], malformed: [malformed] };
  const parts = Object.entries(connections).map(([name, settings]) => readConnection(name, settings, malformed));
  const problem = parts.flatMap((part) => part.malformed).slice(0, 1);
  return { settings: parts.flatMap(({ settings }) => settings), malformed: problem };
}

function readConnection(connection: string, value: unknown, malformed: string): Inputs {
  if (value === unknownValue) return nothing;
  const settings = structured(value);
  if (settings === undefined) return { settings: [], malformed: [malformed] };
  const given = Object.entries(settings).filter(([, each]) => each !== undefined && each !== null);
  return { settings: given.map(([key, each]) => ({ connection, key, value: each })), malformed: [] };
}

const nothing: Inputs = { settings: [], malformed: [] };

/** A structured value of the configuration arrives as JSON. */
function structured(value: unknown): Readonly<Record<string, unknown>> | undefined {
  const known = typeof value === "string" ? parsed(value) : value;
  return isObject(known) ? known : undefined;
}
