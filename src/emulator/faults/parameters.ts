import { isObject, type Json, type JsonObject } from "../json";

/** A rule that can't be followed. The message is a sentence for the person who wrote it. */
export class BadRule extends Error {
  override readonly name = "BadRule";
}

/** The parameters of a rule: each is asked for by name and type, and what nobody asked for is refused. */
export class Parameters {
  private readonly asked = new Set<string>();

  constructor(
    private readonly values: JsonObject,
    /** What a message calls the rule, for example `Rule 2 (latency)`. */
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
      throw this.wrong(name, `a ${whole ? "whole " : ""}number of ${minimum} ${most}`);
    }
    return value;
  }

  text(name: string): string | undefined {
    const value = this.take(name);
    if (value === undefined || typeof value === "string") return value;
    throw this.wrong(name, "a text");
  }

  numberOrText(name: string): number | string | undefined {
    const value = this.take(name);
    if (value === undefined || typeof value === "string" || typeof value === "number") return value;
    throw this.wrong(name, "a number or a text");
  }

  oneOf<T extends string>(name: string, members: readonly T[]): T | undefined {
    const value = this.take(name);
    if (value === undefined) return undefined;
    const member = members.find((candidate) => candidate === value);
    if (member === undefined) throw this.wrong(name, `one of ${members.join(", ")}`);
    return member;
  }

  flag(name: string): boolean {
    const value = this.take(name);
    if (value === undefined) return false;
    if (typeof value !== "boolean") throw this.wrong(name, "true or false");
    return value;
  }

  json(name: string): Json | undefined {
    return this.take(name);
  }

  object(name: string): JsonObject {
    const value = this.take(name);
    if (value === undefined) return {};
    if (!isObject(value)) throw this.wrong(name, "an object");
    return value;
  }

  names(name: string): readonly string[] {
    const value = this.take(name);
    if (value === undefined) return [];
    const names: readonly Json[] = Array.isArray(value) ? value : [value];
    return names.map((item) => {
      if (typeof item !== "string") throw this.wrong(name, "a list of property names");
      return item;
    });
  }

  /** A parameter that has to be there. */
  needed<T>(name: string, value: T | undefined): T {
    if (value === undefined) throw this.bad(`"${name}" is missing`);
    return value;
  }

  /** Call it last. @throws BadRule when there is a parameter that was never asked for */
  nothingElse(): void {
    const unknown = Object.keys(this.values).find((name) => !this.asked.has(name));
    if (unknown !== undefined) {
      throw this.bad(`there is no parameter "${unknown}"; it takes ${[...this.asked].sort().join(", ")}`);
    }
  }

  bad(problem: string): BadRule {
    return new BadRule(`${this.rule}: ${problem}.`);
  }

  private wrong(name: string, wanted: string): BadRule {
    return this.bad(`"${name}" must be ${wanted}`);
  }

  private take(name: string): Json | undefined {
    this.asked.add(name);
    return Object.hasOwn(this.values, name) ? this.values[name] : undefined;
  }
}
