import { isObject, type Json, type JsonObject, nonEmptyString } from "../http/json";
import type { Fault } from "./fault";
import { faultKinds } from "./faultKinds";
import { InvalidRuleError, Parameters } from "./parameters";
import type { RequestMatcher } from "./requestMatcher";

/** A valid rule: which requests it applies to, and what happens to them. */
export interface FaultRule {
  /** As it was written. */
  readonly text: JsonObject;
  readonly matcher: RequestMatcher;
  readonly fault: Fault;
}

/**
 * Parses rules: a list of them, `{"rules": [...]}`, or a single one.
 * @throws InvalidRuleError
 */
export function parseRules(body: Json | undefined): FaultRule[] {
  const given = isObject(body) && "rules" in body ? body.rules : body;
  const rules: readonly Json[] = Array.isArray(given) ? given : given === undefined ? [] : [given];
  if (rules.length === 0)
    throw new InvalidRuleError('There is no rule: send a list such as [{"kind": "latency", "milliseconds": 500}].');
  return rules.map((rule, index) => parseRule(rule, `Rule ${index + 1}`));
}

function parseRule(text: Json, name: string): FaultRule {
  if (!isObject(text)) throw new InvalidRuleError(`${name} is not an object.`);
  let matcher: RequestMatcher | undefined;
  const fault = parseFault(text, name, (parameters) => {
    matcher = parseMatcher(parameters);
  });
  if (matcher === undefined) throw new InvalidRuleError(`${name} is incomplete.`);
  return { text, matcher, fault };
}

/** Parses a fault and, under `and`, a second one for the same request. `parseMore` reads the other parts of the object. */
function parseFault(text: Json, name: string, parseMore: (parameters: Parameters) => void): Fault {
  if (!isObject(text)) throw new InvalidRuleError(`${name} is not an object.`);
  const { kind, and, ...rest } = text;
  const known = faultKinds.find((candidate) => candidate.name === kind);
  if (known === undefined) {
    const given = nonEmptyString(kind) === undefined ? 'has no "kind"' : `has the unknown kind "${kind}"`;
    throw new InvalidRuleError(
      `${name} ${given}; there are ${faultKinds.map((candidate) => candidate.name).join(", ")}.`,
    );
  }
  const parameters = new Parameters(rest, `${name} (${known.name})`);
  parseMore(parameters);
  const outer = known.createFault(parameters);
  parameters.rejectUnknown();
  if (and === undefined) return outer;
  const inner = parseFault(and, `${name}, "and"`, () => {});
  return (context) => outer({ ...context, proceed: () => inner(context) });
}

function parseMatcher(parameters: Parameters): RequestMatcher {
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
  const text = parameters.string(name);
  if (text === undefined) return undefined;
  try {
    return new RegExp(text);
  } catch {
    throw parameters.invalid(`"${name}" must be a part of what it is compared with, or a regular expression`);
  }
}
