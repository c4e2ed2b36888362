import type { Format } from "./format";

/** Every way to list tokens on standard output, loaded when it is asked for. */
export const formats = {
  table: async (): Promise<Format> => (await import("./table.js")).table,
  json: async (): Promise<Format> => (await import("./json.js")).json,
  prometheus: async (): Promise<Format> => (await import("./prometheus.js")).prometheus,
  junit: async (): Promise<Format> => (await import("./junit.js")).junit,
} as const;

export type FormatName = keyof typeof formats;
