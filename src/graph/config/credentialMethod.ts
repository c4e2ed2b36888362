import { type Level, levels, type SettingKey } from "./settingKeys";
import { howToUnset, isOn, type Setting, type SettingSource, SettingsError, settingAt } from "./settingSource";

/** The sign-in methods, as messages call them. */
export const methodLabels = {
  accessToken: "a ready access token",
  clientSecret: "a client secret",
  clientCertificate: "a client certificate",
  oidc: "OpenID Connect",
  managedIdentity: "a managed identity",
  azureCli: "the Azure CLI",
  default: "the default chain of Azure credentials",
} as const;

export type CredentialMethod = keyof typeof methodLabels;

/** A configured method, and the setting that chose it. */
export interface ChosenMethod {
  readonly method: Exclude<CredentialMethod, "default">;
  readonly by: Setting;
}

/** Which settings choose a method by being set, and which switch turns it on or off. */
const methodSettings: Readonly<
  Record<ChosenMethod["method"], { readonly given: readonly SettingKey[]; readonly switchKey?: SettingKey }>
> = {
  accessToken: { given: ["accessToken"] },
  clientSecret: { given: ["clientSecret"] },
  clientCertificate: { given: ["clientCertificatePath"] },
  oidc: { given: ["oidcToken", "oidcTokenFilePath"], switchKey: "useOidc" },
  managedIdentity: { given: [], switchKey: "useMsi" },
  azureCli: { given: [], switchKey: "useCli" },
};

const methods = Object.keys(methodSettings).filter((name): name is ChosenMethod["method"] => name in methodSettings);

/** The setting that chooses the method on that level. A switch set to false above or on it keeps the method off. */
function chosenBy(source: SettingSource, method: ChosenMethod["method"], level: Level): Setting | undefined {
  const { given, switchKey } = methodSettings[method];
  const upTo = levels.slice(0, levels.indexOf(level) + 1);
  const switches =
    switchKey === undefined
      ? []
      : upTo.map((each) => settingAt(source, switchKey, each)).filter((each) => each !== undefined);
  const first = switches[0];
  if (first !== undefined && !isOn(first)) return undefined;
  const here = switches.find((each) => each.level === level);
  if (here !== undefined && isOn(here)) return here;
  return given.map((key) => settingAt(source, key, level)).find((found) => found !== undefined);
}

/**
 * The method of the most explicit level that chooses one; undefined when none does.
 * @throws SettingsError when one level chooses several
 */
export function chosenMethod(source: SettingSource): ChosenMethod | undefined {
  for (const level of levels) {
    const chosen = methods.flatMap((method): ChosenMethod[] => {
      const by = chosenBy(source, method, level);
      return by === undefined ? [] : [{ method, by }];
    });
    const [first, second] = chosen;
    if (first !== undefined && second !== undefined) throw contradiction(source, chosen);
    if (first !== undefined) return first;
  }
  return undefined;
}

function contradiction(source: SettingSource, chosen: readonly ChosenMethod[]): SettingsError {
  const ways = chosen.map(({ method, by }) => `${by.name} (${methodLabels[method]})`).join(" and ");
  const unset = chosen.map(({ by }) => howToUnset(by)).join(" or ");
  return new SettingsError(
    `The connection "${source.namespace}" has ${chosen.length} sign-in methods configured: ${ways}. ` +
      `Keep one and unset the rest: ${unset}.`,
  );
}
