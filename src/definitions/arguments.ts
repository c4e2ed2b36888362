import type { GraphType } from "./entity";
import { apiVersions } from "./entity";

/** An argument that steers this package and is never sent to Graph. */
export interface Option {
  readonly type: Extract<GraphType, "String" | "Boolean" | "Int32">;
  readonly members?: readonly string[];
}

/** The options that every entity takes. */
export const commonOptions = {
  apiVersion: { type: "String", members: apiVersions },
} as const satisfies Readonly<Record<string, Option>>;
