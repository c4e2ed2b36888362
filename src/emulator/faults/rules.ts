import { isObject, type Json, type JsonObject, textOf } from "../json";
import type { Aim } from "./aim";
import type { Fault } from "./exchange";
import { faultKinds } from "./kinds";
import { BadRule, Parameters } from "./parameters";

/** A rule that was understood: which requests it is for, and what it does to them. */
export interface Rule {
  /** As it was written. */
  readonly text: JsonObject;
  readonly aim: Aim;
  readonly fault: Fault;
}

/**
 * Reads rules: a list of them, `{"rules": [...]}`, or a single one.
 * @throws BadRule
 */
export function readRules(body: Json | undefined): Rule[] {
  const given = isObject(body) && "rules" in body ? body.rules : body;
  const rules: readonly Json[] = Array.isArray(given) ? given : given === undefined ? [] : [given];
  if (rules.length === 0)
    throw new BadRule('There is no rule: send a list such as [{"kind": "latency", "milliseconds": 500}].');
  return rules.map((rule, index) => readRule(rule, `Rule ${index + 1}`));
}

function readRule(text: Json, name: string): Rule {
  if (!isObject(text)) throw new BadRule(`${name} is not an object.`);
  let aim: Aim | undefined;
  const fault = readFault(text, name, (parameters) => {
    aim = readAim(parameters);
  });
  if (aim === undefined) throw new BadRule(`${name} is incomplete.`);
  return { text, aim, fault };
}

/** A fault and, under `and`, one that the same request meets within it. `readMore` reads what else the object may hold. */
function readFault(text: Json, name: string, readMore: (parameters: Parameters) => void): Fault {
  if (!isObject(text)) throw new BadRule(`${name} is not an object.`);
  const { kind, and, ...rest } = text;
  const known = faultKinds.find((candidate) => candidate.name === kind);
  if (known === undefined) {
    const given = textOf(kind) === undefined ? 'has no "kind"' : `has the unknown kind "${kind}"`;
    throw new BadRule(`${name} ${given}; there are ${faultKinds.map((candidate) => candidate.name).join(", ")}.`);
  }
  const parameters = new Parameters(rest, `${name} (${known.name})`);
  readMore(parameters);
  const outer = known.prepare(parameters);
  parameters.nothingElse();
  if (and === undefined) return outer;
  const inner = readFault(and, `${name}, "and"`, () => {});
  return (exchange) => outer({ ...exchange, carryOut: () => inner(exchange) });
}

function readAim(parameters: Parameters): Aim {
  const method = parameters.oneOf("method", ["GET", "POST", "PATCH", "DELETE"]);
  const path = pattern(parameters, "path");
  const version = parameters.oneOf("version", ["v1.0", "beta"]);
  const sends = pattern(parameters, "sends");
  return {
    ...(method === undefined ? {} : { method }),
    ...(path === undefined ? {} : { path }),
    ...(version === undefined ? {} : { version }),
    ...(sends === undefined ? {} : { sends }),
    after: parameters.number("after", { whole: true, default: 0 }),
    times: parameters.number("times", { minimum: 1, whole: true, default: 1 }),
  };
}

function pattern(parameters: Parameters, name: "path" | "sends"): RegExp | undefined {
  const text = parameters.text(name);
  if (text === undefined) return undefined;
  try {
    return new RegExp(text);
  } catch {
    throw parameters.bad(`"${name}" must be a part of what it is compared with, or a regular expression`);
  }
}
