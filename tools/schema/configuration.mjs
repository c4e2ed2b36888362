// @ts-check
// The configuration of the schema: the keys of the namespace, and the provider that takes the same ones.
import { codes } from "../docs/markdown.mjs";
import { compiled } from "../docs/package.mjs";
import { settingMeanings } from "../docs/settingMeanings.mjs";
import { describe } from "./prose.mjs";

/** @typedef {import("../../src/graph/config/settingKeys.js").SettingKey} SettingKey */
/** @typedef {import("./types.mjs").NamedTypes} NamedTypes */
/** @typedef {import("./types.mjs").Spec} Spec */

/** @type {typeof import("../../src/graph/config/settingKeys.js")} */
const { settingKeys, levels, defaultNamespace, settingName } = compiled("graph/config/settingKeys");
const keys = /** @type {SettingKey[]} */ (Object.keys(settingKeys));

const providerDescription =
  "A connection to one tenant: which tenant, and how to sign in. The default provider takes these settings from the " +
  "stack's configuration (`intune:tenantId` and so on). An explicit provider takes them as inputs, with the secret ones " +
  "encrypted in the state.";

const connectionsDescription =
  "More connections by name, for programs that work with several tenants through one provider. The argument `connection` " +
  "of a resource or function names the one to use. Environment variables serve none of them.";

/**
 * The inputs of an explicit provider have no default variables. The plugin itself looks at them; a generated library would
 * write their values into the state, in Node the secret ones in plain, and mix them with the settings of the program.
 * @returns {Spec}
 */
export function providerSpec() {
  return { description: providerDescription, inputProperties: settings(withVariables) };
}

/** @param {NamedTypes} types @returns {Spec} */
export function configSpec(types) {
  const entry = types.refer("Connection", () => ({
    type: "object",
    description: "The settings of one of `intune:connections`.",
    properties: settings(withoutVariables),
  }));
  return {
    variables: {
      ...settings((key) => ({ ...withVariables(key), defaultInfo: { environment: variablesOf(key).slice(0, 1) } })),
      connections: { type: "object", additionalProperties: entry, description: connectionsDescription },
    },
  };
}

/** @param {(key: SettingKey) => Spec} more */
function settings(more) {
  return Object.fromEntries(
    keys.map((key) => [
      key,
      {
        // The switches are the keys that say "use".
        type: /^use[A-Z]/.test(key) ? "boolean" : "string",
        ...more(key),
        ...("secret" in settingKeys[key] ? { secret: true } : {}),
      },
    ]),
  );
}

/** @param {SettingKey} key @returns {Spec} */
function withVariables(key) {
  const variables = codes(variablesOf(key));
  return {
    description: describe(settingMeanings[key], `Environment variables that serve when it is unset: ${variables}.`),
  };
}

/** @param {SettingKey} key @returns {Spec} */
function withoutVariables(key) {
  return { description: describe(settingMeanings[key]) };
}

/** The variables that serve when the key is unset, this package's own first. @param {SettingKey} key */
function variablesOf(key) {
  return levels
    .filter((level) => level !== "configuration")
    .map((level) => settingName(defaultNamespace, key, level))
    .filter((name) => name !== undefined);
}
