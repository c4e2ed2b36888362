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
  private readonly oldInputs = new Map<string, PropertyMap[]>();

  /**
   * @param inputs As the check gives them to the engine.
   * @param oldInputs What the check was given as the inputs of the last deployment.
   */
  noteCheck(inputs: PropertyMap, resourceKey: string | undefined, oldInputs?: PropertyMap): void {
    const key = printed(inputs);
    if (resourceKey !== undefined || !this.origins.has(key)) this.origins.set(key, { resourceKey });
    if (oldInputs !== undefined) this.oldInputs.set(key, [...(this.oldInputs.get(key) ?? []), oldInputs]);
  }

  /** Undefined when no check gave these inputs. */
  originOf(inputs: PropertyMap): CallOrigin | undefined {
    return this.origins.get(printed(inputs));
  }

  /**
   * The inputs of the last deployment, which the check before was given; undefined when there was none. Of several resources
   * with the same inputs, those of the one whose state agrees with them best.
   */
  oldInputsOf(inputs: PropertyMap, state: PropertyMap): PropertyMap | undefined {
    const agreement = (old: PropertyMap) =>
      Object.entries(old).filter(([name, value]) => printed(value) === printed(state[name])).length;
    const known = this.oldInputs.get(printed(inputs)) ?? [];
    return known.toSorted((one, other) => agreement(other) - agreement(one))[0];
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
