/**
 * An error that is complete for the person who reads it. Pulumi shows its message beside the resource; the dynamic
 * provider host prints `${error}: ${error.stack}` under the stack besides, so those two make one short sentence.
 */
export class UserError extends Error {
  override readonly name = "UserError";

  /**
   * @param isUnanswered Whether it came about because the service couldn't be asked, or gave no answer of its own: the same
   * question may be answered later.
   */
  constructor(
    message: string,
    readonly isUnanswered = false,
  ) {
    super(message);
    this.stack = "a step failed; its error stands with the resource.";
  }

  override toString(): string {
    return "pulumi-intune";
  }
}

/**
 * What may cross into the engine: an error built anew from known fields. Of one that nobody foresaw only its kind and
 * place are told, since its message may quote what it stumbled over.
 */
export function forTheEngine(error: unknown): UserError {
  if (error instanceof UserError) return error;
  const kind = error instanceof Error ? error.constructor.name : typeof error;
  const places = error instanceof Error ? [...traceOf(error).matchAll(/([\w.-]+\.[jt]s:\d+):\d+\)?$/gm)] : [];
  const where = places.slice(0, 3).map((place) => place[1]);
  return new UserError(
    `pulumi-intune failed in a way it should not (${[kind, ...where].join(", ")}). ` +
      "This is a defect: please report it with this line. Nothing is lost; the state holds what was known before.",
  );
}

/** What a stack tells after the message, which may have the looks of a trace itself. */
function traceOf({ message, stack = "" }: Error): string {
  const start = stack.indexOf(message);
  return start < 0 ? "" : stack.slice(start + message.length);
}
