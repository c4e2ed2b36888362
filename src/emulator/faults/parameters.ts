import { isObject, type Json, type JsonObject } from "../http/json";

/** Thrown for an invalid rule. The message is a sentence for the person who wrote it. */
export class InvalidRuleError extends Error {
  override readonly name = "InvalidRuleError";
}

/** Reads the parameters of a rule by name and type, and rejects those that no one reads. */
export class Parameters {
  private readonly known = new Set<string>();

  constructor(
    private readonly values: JsonObject,
    /** The rule's name in messages, for example `Rule 2 (latency)`. */
    private readonly rule: string,
  ) {}

  number(name: string, options: { minimum?: number; maximum?: number; whole?: boolean; default: number }): number;
  number(name: string, options: { minimum?: number; maximum?: number; whole?: boolean }): number | undefined;
  number(
    name: string,
    options: { minimum?: number; maximum?: number; whole?: boolean; default?: number },
  ): number | undefined {
    const value = this.take(name);
    if (value === undefined) return options.default;
    const { minimum = 0, maximum = Number.MAX_SAFE_INTEGER, whole = false } = options;
    if (typeof value !== "number" || value < minimum || value > maximum || (whole && !Number.isInteger(value))) {
      const most = maximum === Number.MAX_SAFE_INTEGER ? "or more" : `to ${maximum}`;
      throw this.invalidValue(name, `a ${whole ? "whole " : ""}number of ${minimum} ${most}`);
    }
    return value;
  }

  string(name: string): string | undefined {
    const value = this.take(name);
    if (value === undefined || typeof value === "string") return value;
    throw this.invalidValue(name, "a text");
  }

  numberOrString(name: string): number | string | undefined {
    const value = this.take(name);
    if (value === undefined || typeof value === "string" || typeof value === "number") return value;
    throw this.invalidValue(name, "a number or a text");
  }

  oneOf<T extends string>(name: string, members: readonly T[]): T | undefined {
    const value = this.take(name);
    if (value === undefined) return undefined;
    const member = members.find((candidate) => candidate === value);
    if (member === undefined) throw this.invalidValue(name, `one of ${members.join(", ")}`);
    return member;
  }

  flag(name: string): boolean {
    const value = this.take(name);
    if (value === undefined) return false;
    if (typeof value !== "boolean") throw this.invalidValue(name, "true or false");
    return value;
  }

  json(name: string): Json | undefined {
    return this.take(name);
  }

  object(name: string): JsonObject {
    const value = this.take(name);
    if (value === undefined) return {};
    if (!isObject(value)) throw this.invalidValue(name, "an object");
    return value;
  }

  names(name: string): readonly string[] {
    const value = this.take(name);
    if (value === undefined) return [];
    const names: readonly Json[] = Array.isArray(value) ? value : [value];
    return names.map((item) => {
      if (typeof item !== "string") throw this.invalidValue(name, "a list of property names");
      return item;
    });
  }

  /** @throws InvalidRuleError when the value is undefined */
  required<T>(name: string, value: T | undefined): T {
    if (value === undefined) throw this.invalid(`"${name}" is missing`);
    return value;
  }

  /** Call this last. @throws InvalidRuleError when there is a parameter that wasn't read */
  rejectUnknown(): void {
    const unknown = Object.keys(this.values).find((name) => !this.known.has(name));
    if (unknown !== undefined) {
      throw this.invalid(`there is no parameter "${unknown}"; it takes ${[...this.known].sort().join(", ")}`);
    }
  }

  invalid(problem: string): InvalidRuleError {
    return new InvalidRuleError(`${this.rule}: ${problem}.`);
  }

  private invalidValue(name: string, wanted: string): InvalidRuleError {
    return this.invalid(`"${name}" must be ${wanted}`);
  }

  private take(name: string): Json | undefined {
    this.known.add(name);
    return Object.hasOwn(this.values, name) ? this.values[name] : undefined;
  }
}
