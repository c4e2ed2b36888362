import { apiVersions, type Option } from "./entity";

/** The options that every entity takes. */
export const commonOptions = {
  apiVersion: { type: "String", members: apiVersions },
  connection: { type: "String" },
} as const satisfies Readonly<Record<string, Option>>;
