import { type Answer, describeForeign, type GraphError, graphErrorIn } from "./foreignAnswer";
import { cleaned, cut } from "./foreignText";
import { isObject, parsed, textOf } from "./json";
import { type Redact, redactor } from "./redact";

/** What is known of a failed call. */
export interface FailureFacts {
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
  /** Whether the call may have been carried out although no proper answer came. Unset: false. */
  readonly ambiguous?: boolean;
  /** What was undertaken before giving up, in sentences. Unset after a single attempt. */
  readonly effort?: string | undefined;
}

/** A call to Graph that failed. It holds known facts only, and nothing of the error it was made from. */
export class GraphFailure extends Error implements FailureFacts {
  override readonly name = "GraphFailure";
  readonly status: number | undefined;
  readonly code: string | undefined;
  readonly graphMessage: string;
  readonly requestId: string | undefined;
  readonly clientRequestId: string | undefined;
  readonly date: string | undefined;
  readonly retryAfter: string | undefined;
  /** Never of a GET, which changes nothing; never when the service refused, or when nothing was sent. */
  readonly ambiguous: boolean;
  readonly effort: string | undefined;

  constructor(facts: FailureFacts) {
    const { status, code, graphMessage, effort } = facts;
    const parts = [status, code, graphMessage, effort === undefined ? undefined : `(${effort})`];
    super(parts.filter((part) => part !== undefined).join(" "));
    this.status = facts.status;
    this.code = facts.code;
    this.graphMessage = facts.graphMessage;
    this.requestId = facts.requestId;
    this.clientRequestId = facts.clientRequestId;
    this.date = facts.date;
    this.retryAfter = facts.retryAfter;
    this.ambiguous = facts.ambiguous ?? false;
    this.effort = facts.effort;
  }

  /** Whether there was an answer, and Graph's own error in it: not a proxy's page, and no empty or broken body. */
  get answeredByGraph(): boolean {
    return this.status !== undefined && this.code !== undefined && this.code !== notGraph;
  }

  /** The same failure, of which more is known. */
  with(facts: Partial<FailureFacts>): GraphFailure {
    return new GraphFailure({ ...this, ...facts });
  }
}

/** The code of a call that was not made, because there was no access token for it. */
export const accessTokenCode = "AccessTokenError";

/** The code of an answer in which there is no error of Graph's: a proxy's page, say, or nothing. */
export const notGraph = "NotGraph";

/** The code of a call that failed over a mistake in this package. */
export const internalError = "InternalError";

/** Longer codes and ids than any of Graph's are cut. */
const longestId = 200;

/** The failure that an answer tells of. `secrets` were in the request and are taken out of what comes back. */
export function failureOfAnswer(answer: Answer, secrets: readonly string[] = []): GraphFailure {
  const error = graphErrorIn(parsed(answer.body));
  const redact = redactor(secrets);
  // Graph writes both spellings, Intune the second.
  const inner = [error?.innerError, error?.innererror].find(isObject);
  const known = (value: unknown) => {
    const text = textOf(value);
    return text === undefined ? undefined : quoted(text, redact, longestId);
  };
  return new GraphFailure({
    status: answer.status,
    code: error === undefined ? notGraph : known(error.code),
    graphMessage: quoted(error === undefined ? describeForeign(answer) : messageOf(error), redact),
    requestId: known(inner?.["request-id"]) ?? known(answer.header("request-id")),
    clientRequestId: known(inner?.["client-request-id"]) ?? known(answer.header("client-request-id")),
    date: known(inner?.date) ?? known(answer.header("date")),
    retryAfter: known(answer.header("retry-after")),
  });
}

/** A text of the service's that may be shown: cleaned, without the secrets, and not too long. In this order. */
function quoted(text: string, redact: Redact, longest?: number): string {
  return cut(redact(cleaned(text)), longest);
}

/** The failure of an answer that broke off in the middle, so that no more than its head is known. */
export function failureOfBrokenAnswer(
  answer: Omit<Answer, "body">,
  trouble: { readonly message: string },
): GraphFailure {
  // Not Graph's, as far as is known: half of a 404 must not make an entity disappear.
  return failureOfAnswer({ ...answer, body: "" }).with({ graphMessage: trouble.message });
}

function messageOf({ message }: GraphError): string {
  const text = textOf(message);
  return text === undefined ? "no message" : unwrapped(text);
}

/** Intune writes JSON into its message, whose `Message` ends in ids that the answer's headers carry anyway. */
export function unwrapped(message: string): string {
  const json = message.startsWith("{") ? parsed(message) : undefined;
  const inside = isObject(json) ? textOf(json.Message) : undefined;
  const text = inside === undefined ? message : unwrapped(inside);
  return text.split(/\s+-\s+Operation ID\b/)[0]?.trim() || text;
}

/** What JavaScript throws over a mistake in a program. fetch() throws some for other reasons: see networkTrouble.ts. */
export const mistakes: readonly string[] = ["TypeError", "RangeError", "ReferenceError", "SyntaxError", "URIError"];

/** The failure of a call that got no answer: what the Graph library threw, with the code in its `code` or `name`. */
export function failureOfThrown(thrown: unknown, secrets: readonly string[] = []): GraphFailure {
  if (thrown instanceof GraphFailure) return thrown;
  const redact = redactor(secrets);
  const facts = isObject(thrown) ? thrown : {};
  const name = textOf(facts.code) ?? textOf(facts.name);
  const message = textOf(facts.message) ?? "the request could not be sent";
  // The library puts the name of what it caught into `code`.
  const isMistake = mistakes.some((mistake) => mistake === name || mistake === facts.name);
  return new GraphFailure({
    code: isMistake ? internalError : quoted(name ?? "NetworkError", redact, longestId),
    // The message about signing in is a composition of ours, and complete.
    graphMessage: quoted(
      isMistake ? `${name}: ${message}` : message,
      redact,
      name === accessTokenCode ? Infinity : undefined,
    ),
  });
}
