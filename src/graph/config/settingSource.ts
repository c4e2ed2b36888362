import { UserError } from "../../errors";
import { defaultNamespace, type Level, levels, type SettingKey, settingName } from "./settingKeys";

/** A connection that can't be made as it is configured. */
export class SettingsError extends UserError {
  constructor(message: string) {
    super(message, "settings");
  }
}

/** Everything that settings are read from. */
export interface SettingSource {
  readonly namespace: string;
  readonly configured: (key: string) => string | undefined;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** A setting that was found, with the name under which it was. */
export interface Setting {
  readonly value: string;
  readonly name: string;
  readonly level: Level;
}

/** The trimmed value, if it isn't empty. Spaces around it come from files and shells and never belong to a setting. */
function trimmedValue(value: string | undefined): string | undefined {
  const trimmed = value?.trim();
  return trimmed === "" ? undefined : trimmed;
}

/** The setting as that level gives it; undefined when unset or empty. */
export function settingAt(source: SettingSource, key: SettingKey, level: Level): Setting | undefined {
  const name = settingName(source.namespace, key, level);
  if (name === undefined) return undefined;
  const value = trimmedValue(level === "configuration" ? source.configured(name) : source.environment[name]);
  return value === undefined ? undefined : { value, name, level };
}

/** The setting from the most explicit level that has it. */
export function setting(source: SettingSource, key: SettingKey): Setting | undefined {
  return levels.map((level) => settingAt(source, key, level)).find((found) => found !== undefined);
}

/** A variable that belongs to the pipeline the program runs in, not to this package. */
export function variable(source: SettingSource, name: string): string | undefined {
  return trimmedValue(source.environment[name]);
}

/** Every name under which the setting was checked. */
export function checkedNames(source: SettingSource, key: SettingKey): string[] {
  return levels.map((level) => settingName(source.namespace, key, level)).filter((name) => name !== undefined);
}

/** The setting as a switch. @throws SettingsError when it is neither true nor false */
export function isOn(found: Setting): boolean {
  const value = found.value.toLowerCase();
  if (value === "true" || value === "1") return true;
  if (value === "false" || value === "0") return false;
  throw new SettingsError(`${found.name} must be true or false (or 1 or 0).`);
}

/** The command that removes the setting. */
export function howToUnset(found: Setting): string {
  return found.level === "configuration" ? `\`pulumi config rm ${found.name}\`` : `\`unset ${found.name}\``;
}

/** A sentence for connections that environment variables don't configure; empty for the default one. */
export function environmentNote(source: SettingSource): string {
  return source.namespace === defaultNamespace
    ? ""
    : ` Environment variables serve the default connection only; the connection "${source.namespace}" has its own keys.`;
}
