import { isNativeError } from "node:util/types";

/** What an error that is meant for a person is about. */
export type ErrorKind =
  /** What was asked for can't be done, or the service refused it. */
  | "failed"
  /** The settings of a connection are missing, contradict each other, or can't be used. */
  | "settings"
  /** No access token was issued. */
  | "signIn"
  /** Graph didn't accept the credential. */
  | "credential"
  /** Something other than Graph answered, such as a proxy. */
  | "notGraph"
  /** No answer came, or one that may be another in a while. */
  | "unanswered"
  /** The operation was canceled, or reached its time limit. */
  | "stopped"
  /** A defect in this package. */
  | "internal";

const unanswered: readonly ErrorKind[] = ["signIn", "notGraph", "unanswered"];

/** An error whose message is complete for the person who reads it. How it is shown is up to the door. */
export class UserError extends Error {
  override readonly name = "UserError";

  /** @param kind Default: `failed`. */
  constructor(
    message: string,
    readonly kind: ErrorKind = "failed",
  ) {
    super(message);
  }

  /** Whether Graph couldn't be asked, or gave no answer of its own: the same request may be answered later. */
  get isUnanswered(): boolean {
    return unanswered.includes(this.kind);
  }
}

/**
 * The error to show for anything thrown. Of an unforeseen one, it names only the type and the place, because its
 * message may quote secrets.
 */
export function toUserError(thrown: unknown): UserError {
  if (thrown instanceof UserError) return thrown;
  const type = isError(thrown) ? thrown.constructor.name : typeof thrown;
  const places = isError(thrown) ? [...traceOf(thrown).matchAll(/([\w.-]+\.[jt]s:\d+):\d+\)?$/gm)] : [];
  const where = places.slice(0, 3).map((place) => place[1]);
  return new UserError(
    `Internal error in pulumi-intune (${[type, ...where].join(", ")}). Please report this line. ` +
      "The stack's state is unchanged.",
    "internal",
  );
}

function isError(thrown: unknown): thrown is Error {
  return thrown instanceof Error || isNativeError(thrown);
}

/** The stack without the message, which may look like a trace itself. */
function traceOf({ message, stack = "" }: Error): string {
  const start = stack.indexOf(message);
  return start < 0 ? "" : stack.slice(start + message.length);
}
