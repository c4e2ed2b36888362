import type { PropertyMap } from "../../provider/propertyMap";

/** Where a comparison comes from. */
export interface CallOrigin {
  /** The key of the resource; undefined where the program tells nothing of it. */
  readonly resourceKey: string | undefined;
}

/**
 * Tells the program's comparisons from those of a refresh. The dynamic host names no resource, so that a comparison is known by
 * the inputs that the check before it gave. A refresh compares what it has read, without a check.
 */
export class CallOrigins {
  private readonly origins = new Map<string, CallOrigin>();

  /** @param inputs As the check gives them to the engine. */
  noteCheck(inputs: PropertyMap, resourceKey: string | undefined): void {
    const key = printed(inputs);
    if (resourceKey !== undefined || !this.origins.has(key)) this.origins.set(key, { resourceKey });
  }

  /** Undefined when no check gave these inputs. */
  originOf(inputs: PropertyMap): CallOrigin | undefined {
    return this.origins.get(printed(inputs));
  }
}

/** The same for the same values, in whichever order their names stand. */
function printed(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(printed).join()}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "null";
  const entries = Object.entries(value).filter(([, each]) => each !== undefined);
  return `{${entries
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, each]) => `${name}:${printed(each)}`)
    .join()}}`;
}
