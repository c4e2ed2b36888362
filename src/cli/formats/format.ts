import type { Colorize } from "../paint";
import type { StatusRow } from "../statusRow";

/** What a format is told besides the tokens. */
export interface FormatOptions {
  readonly colorize: Colorize;
  /** How many columns the terminal has; undefined where nothing limits a line. */
  readonly width: number | undefined;
  /** How many days a token is to last yet; undefined when nobody asked for that. */
  readonly days: number | undefined;
}

/** A way to write the tokens down. */
export interface Format {
  /** The whole text with its last line's end. `rows`: the soonest expiry first. */
  render(rows: readonly StatusRow[], now: Date, options: FormatOptions): string;
}
