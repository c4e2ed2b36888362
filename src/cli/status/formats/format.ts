import { jsonText } from "../../../displayText";
import type { Colorize } from "../../shared/output";
import type { StatusRow } from "../statusRow";

/** The options of an output format. */
export interface FormatOptions {
  readonly colorize: Colorize;
  /** How many columns the terminal has; undefined when there is no limit. */
  readonly width: number | undefined;
  /** How many days a token has to last (--expiring-within); undefined without that option. */
  readonly days: number | undefined;
}

/** An output format of the tokens. */
export interface Format {
  /** Returns the whole text, with a line feed at its end. `rows`: the soonest expiry first. */
  render(rows: readonly StatusRow[], now: Date, options: FormatOptions): string;
}

/** An array of the tokens under Graph's names, each with `daysLeft`: null while Intune doesn't know the expiry. */
export const json: Format = {
  render: (rows) =>
    `${jsonText(
      rows.map(({ hasExpired, ...row }) => row),
      2,
    )}\n`,
};

/** Every output format, loaded when it is used. */
export const formats = {
  table: async (): Promise<Format> => (await import("./table.js")).table,
  json: async (): Promise<Format> => json,
  prometheus: async (): Promise<Format> => (await import("./prometheus.js")).prometheus,
  junit: async (): Promise<Format> => (await import("./junit.js")).junit,
} as const;

export type FormatName = keyof typeof formats;
