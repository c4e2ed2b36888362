import { toUserError, type UserError } from "../../errors";
import { isObject, parsed, textOf } from "../../json";
import { SignInError } from "../auth/signInError";
import { type Answer, describeForeign, type GraphErrorBody, graphErrorIn } from "./foreignAnswer";
import { quoteForeign } from "./foreignText";
import { NetworkError } from "./networkError";
import { redactor } from "./redact";

/** Who or what made a call fail. */
export type GraphErrorKind =
  /** Graph answered with an error of its own. */
  | "graph"
  /** The answer holds no error from Graph: a proxy's page, for example, or an empty or broken body. */
  | "notGraph"
  /** Graph's success is not what was asked for. */
  | "unexpected"
  /** No answer came; `code` tells why. */
  | "network"
  /** There was no access token for the call. */
  | "signIn"
  /** The call was not sent, for a reason of ours. */
  | "notSent";

/** What is known of a failed call. */
export interface GraphErrorFacts {
  /** Default: `network` without a status, `unexpected` without a code, and `graph` with both. */
  readonly kind?: GraphErrorKind;
  /** HTTP status; unset when there was no answer. */
  readonly status?: number | undefined;
  /** Graph's error code, or Node's when there was no answer. */
  readonly code?: string | undefined;
  /** Graph's own sentence, or what kept the answer away. */
  readonly graphMessage: string;
  readonly requestId?: string | undefined;
  readonly clientRequestId?: string | undefined;
  /** When Graph noted the error, as it wrote it. */
  readonly date?: string | undefined;
  /** The answer's Retry-After header, as it came: seconds, or a date of HTTP's. */
  readonly retryAfter?: string | undefined;
  /** Whether the call may have succeeded although no proper answer came. Default: false. */
  readonly outcomeUnknown?: boolean;
  /** The attempts made before giving up, in sentences. Unset after a single attempt. */
  readonly attemptSummary?: string | undefined;
}

/**
 * The codes of a 404 that is not about the entity: about the address (BadRequest, InvalidResourceType), about the tenant, or
 * from a gateway that writes its errors as Graph does and knows no more than the status.
 */
const otherThanNotFound = /^\d+$|^(bad|invalid)_?(request|resource_?type)|tenant|subscription|route|^service_?not/i;

/** What Intune says, with the code of an entity that is missing, of an address that this version or cloud doesn't have. */
const unknownAddress = /\bno odata route\b|\bno method match route\b/i;

/** A call to Graph that failed. It holds known facts only, and nothing of the error it was made from. */
export class GraphError extends Error implements GraphErrorFacts {
  override readonly name = "GraphError";
  readonly kind: GraphErrorKind;
  readonly status: number | undefined;
  readonly code: string | undefined;
  readonly graphMessage: string;
  readonly requestId: string | undefined;
  readonly clientRequestId: string | undefined;
  readonly date: string | undefined;
  readonly retryAfter: string | undefined;
  /** False for reads, for refusals by the service, and when nothing was sent. */
  readonly outcomeUnknown: boolean;
  readonly attemptSummary: string | undefined;

  constructor(facts: GraphErrorFacts) {
    const { status, code, graphMessage, attemptSummary } = facts;
    const parts = [status, code, graphMessage, attemptSummary === undefined ? undefined : `(${attemptSummary})`];
    super(parts.filter((part) => part !== undefined).join(" "));
    this.kind = facts.kind ?? (status === undefined ? "network" : code === undefined ? "unexpected" : "graph");
    this.status = facts.status;
    this.code = facts.code;
    this.graphMessage = facts.graphMessage;
    this.requestId = facts.requestId;
    this.clientRequestId = facts.clientRequestId;
    this.date = facts.date;
    this.retryAfter = facts.retryAfter;
    this.outcomeUnknown = facts.outcomeUnknown ?? false;
    this.attemptSummary = facts.attemptSummary;
  }

  /** Whether there was an answer, and Graph's own error in it: not a proxy's page, and no empty or broken body. */
  get answeredByGraph(): boolean {
    return this.kind === "graph";
  }

  /** Whether Graph itself says that there is no such entity. A proxy's page, an empty body and any other error don't. */
  get saysNotFound(): boolean {
    const { status, answeredByGraph, code = "", graphMessage } = this;
    return status === 404 && answeredByGraph && !otherThanNotFound.test(code) && !unknownAddress.test(graphMessage);
  }

  /** The same error with more facts. */
  with(facts: Partial<GraphErrorFacts>): GraphError {
    return new GraphError({ ...this, ...facts });
  }
}

/** Longer codes and ids than any of Graph's are cut. */
const maxIdLength = 200;

/** The error that an answer holds. `secrets` were in the request and are removed from what comes back. */
export function errorFromAnswer(answer: Answer, secrets: readonly string[] = []): GraphError {
  const error = graphErrorIn(parsed(answer.body));
  const redact = redactor(secrets);
  // Graph writes both spellings, Intune the second.
  const inner = [error?.innerError, error?.innererror].find(isObject);
  const known = (value: unknown) => {
    const text = textOf(value);
    return text === undefined ? undefined : quoteForeign(text, redact, maxIdLength);
  };
  return new GraphError({
    kind: error === undefined ? "notGraph" : "graph",
    status: answer.status,
    code: known(error?.code),
    graphMessage: quoteForeign(error === undefined ? describeForeign(answer) : messageOf(error), redact),
    requestId: known(inner?.["request-id"]) ?? known(answer.header("request-id")),
    clientRequestId: known(inner?.["client-request-id"]) ?? known(answer.header("client-request-id")),
    date: known(inner?.date) ?? known(answer.header("date")),
    retryAfter: known(answer.header("retry-after")),
  });
}

/** The error of an answer that broke off, of which only the head is known. */
export function errorFromBrokenAnswer(answer: Omit<Answer, "body">, message: string): GraphError {
  // Not Graph's, as far as is known: half of a 404 must not make an entity disappear.
  return errorFromAnswer({ ...answer, body: "" }).with({ graphMessage: message });
}

function messageOf({ message }: GraphErrorBody): string {
  const text = textOf(message);
  return text === undefined ? "no message" : unwrapped(text);
}

/** Intune writes JSON into its message. Its `Message` ends in ids that the answer's headers hold, too. */
export function unwrapped(message: string): string {
  const json = message.startsWith("{") ? parsed(message) : undefined;
  const inside = isObject(json) ? textOf(json.Message) : undefined;
  const text = inside === undefined ? message : unwrapped(inside);
  return text.split(/\s+-\s+Operation ID\b/)[0]?.trim() || text;
}

/**
 * The error of a call that was not answered, by what was thrown. `secrets` were in the request.
 * @returns UserError of the kind `internal` for anything that is neither the network's nor a failed sign-in
 */
export function errorFromThrown(thrown: unknown, secrets: readonly string[] = []): GraphError | UserError {
  if (thrown instanceof GraphError) return thrown;
  if (thrown instanceof NetworkError) {
    const code = quoteForeign(thrown.code, redactor(secrets), maxIdLength);
    return new GraphError({ kind: "network", code, graphMessage: quoteForeign(thrown.message, redactor(secrets)) });
  }
  // The message about signing in is a composition of ours, complete and without secrets.
  if (thrown instanceof SignInError) return new GraphError({ kind: "signIn", graphMessage: thrown.message });
  return toUserError(thrown);
}
