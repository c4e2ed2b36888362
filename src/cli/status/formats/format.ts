import { jsonText } from "../../../displayText";
import type { Colorize } from "../../shared/output";
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

/** An array of the tokens under Graph's names, each with its `daysLeft`: null while Intune doesn't know the expiry. */
export const json: Format = {
  render: (rows) =>
    `${jsonText(
      rows.map(({ hasExpired, ...row }) => row),
      2,
    )}\n`,
};

/** Every way to list tokens on standard output, loaded when it is asked for. */
export const formats = {
  table: async (): Promise<Format> => (await import("./table.js")).table,
  json: async (): Promise<Format> => json,
  prometheus: async (): Promise<Format> => (await import("./prometheus.js")).prometheus,
  junit: async (): Promise<Format> => (await import("./junit.js")).junit,
} as const;

export type FormatName = keyof typeof formats;
