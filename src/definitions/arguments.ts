import { apiVersions, type Option } from "./entity";

/** The options that every entity takes. */
export const commonOptions = {
  apiVersion: { type: "String", members: apiVersions },
} as const satisfies Readonly<Record<string, Option>>;
