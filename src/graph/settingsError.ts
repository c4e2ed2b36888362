import { UserError } from "../errors";

/** A connection that cannot be made as it is configured. */
export class SettingsError extends UserError {
  constructor(message: string) {
    super(message, "settings");
  }
}
