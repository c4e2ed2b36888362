/** A connection that cannot be made as it is configured. The message is complete for the person who reads it. */
export class SettingsError extends Error {
  override readonly name = "SettingsError";
}
