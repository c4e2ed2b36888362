import { configurationKey, defaultNamespace, type SettingKey, settingKeys } from "../../graph/config/settingKeys";
import { connectionsKey, isSettingKey, unknownKeyAdvice } from "../../graph/config/unknownKeys";
import type { Configuration } from "../../graph/connections";
import { isObject, parsed } from "../../json";
import type { CheckFailure } from "../../provider/handler";
import type { PropertyMap } from "../../provider/propertyMap";
import type { Properties } from "./values";

/** What the engine adds to the inputs of a provider. Source: pkg/resource/deploy/providers of Pulumi's engine. */
const engineKeys: readonly string[] = ["version", "pluginDownloadURL", "pluginChecksums", "__internal", "__defaults"];

/** The keys of a provider's inputs, for messages. */
const inputKeys = [...Object.keys(settingKeys), connectionsKey];

/** The settings of one connection, as they were given. */
interface Given {
  /** The name of the connection; undefined for the default one. */
  readonly connection: string | undefined;
  readonly key: string;
  readonly value: unknown;
}

/** Validates the keys of a provider's inputs; what they mean together is checked by who makes a connection of them. */
export function checkConfiguration(inputs: PropertyMap): CheckFailure[] {
  const malformed = isWellFormed(inputs[connectionsKey])
    ? []
    : [
        {
          property: "",
          reason: "connections must be an object of objects: the settings of each connection by its name",
        },
      ];
  const failures = givenSettings(inputs).flatMap(({ connection, key, value }) => {
    const name = connection === undefined ? key : `${connectionsKey}.${connection}.${key}`;
    if (!isSettingKey(key)) {
      const known = connection === undefined ? inputKeys : Object.keys(settingKeys);
      return [{ property: "", reason: `${name} ${unknownKeyAdvice(key, known)}` }];
    }
    const isPlain = ["string", "boolean", "number"].includes(typeof value);
    return isPlain ? [] : [{ property: "", reason: `${name} must be a string, true or false` }];
  });
  return [...malformed, ...failures];
}

/** The inputs of a provider for its state: what is a credential, or may hold one, is a secret, however the program gave it. */
export function withSecretCredentials({ values, secretNames }: Properties): Properties {
  const isCredential = (name: string) => isSettingKey(name) && "secret" in settingKeys[name];
  const holders = Object.keys(values).filter((name) => isCredential(name) || isConnections(name));
  return { values, secretNames: new Set([...secretNames, ...holders]) };
}

/** The keys of the stack's configuration as a connection asks for them. Booleans and numbers may come as such, or as strings. */
export function configurationOf(inputs: PropertyMap): Configuration {
  const settings = new Map(
    givenSettings(inputs).map(({ connection, key, value }) => [
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

function givenSettings(inputs: PropertyMap): Given[] {
  return Object.entries(inputs).flatMap(([name, value]): Given[] => {
    if (engineKeys.includes(name) || value === undefined || value === null) return [];
    if (!isConnections(name)) return [{ connection: undefined, key: name, value }];
    // `pulumi config set intune:connections.contoso.tenantId` without --path makes one key of it.
    const [, connection, key] = name.split(".");
    if (connection !== undefined && key !== undefined) return [{ connection, key, value }];
    return Object.entries(objectOf(value)).flatMap(([each, settings]) =>
      Object.entries(objectOf(settings)).map(([member, inner]) => ({ connection: each, key: member, value: inner })),
    );
  });
}

const isConnections = (name: string): boolean => name === connectionsKey || name.startsWith(`${connectionsKey}.`);

function isWellFormed(connections: unknown): boolean {
  if (connections === undefined || connections === null) return true;
  const value = typeof connections === "string" ? parsed(connections) : connections;
  return isObject(value) && Object.values(value).every(isObject);
}

/** A structured value of the configuration arrives as JSON. */
function objectOf(value: unknown): Readonly<Record<string, unknown>> {
  const known = typeof value === "string" ? parsed(value) : value;
  return isObject(known) ? known : {};
}
