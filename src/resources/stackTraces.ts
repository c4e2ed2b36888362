/**
 * Stops stack traces from being collected, until `resume` is called. Pulumi's SDK takes four of them for each property
 * of a resource, to name promises that never settle: with 200 tokens that is two fifths of the program's whole time.
 * Where the resource stands in the program is found all the same: for that, the SDK sets the limit by itself.
 *
 * It can't wrap the work: the SDK finds the program's line by counting the frames above its constructor.
 *
 * @returns `resume`. It gives back the error that it is given, with a stack trace that begins at its caller.
 */
export function pauseStackTraces(): (error?: unknown) => unknown {
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = 0;
  return function resume(error) {
    Error.stackTraceLimit = limit;
    if (error instanceof Error) Error.captureStackTrace(error, resume);
    return error;
  };
}
