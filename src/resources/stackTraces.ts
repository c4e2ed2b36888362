/**
 * Stops stack traces from being collected, until `resume` is called. Pulumi's SDK takes four of them for each property
 * of a resource, to name promises that never settle: with 200 tokens that is two fifths of the program's whole time.
 *
 * Where the resource stands in the program is found all the same: for that, the SDK sets the limit by itself, and what
 * it finds goes into the state. So it is shown the program's lines alone, not those of Node and of itself below: they
 * are the same for every program, name folders of the machine, and take 250 bytes of every resource's state.
 *
 * It can't wrap the work: the SDK finds the program's line by counting the frames above its constructor.
 *
 * @returns `resume`. It gives back the error that it is given, with a stack trace that begins at its caller.
 */
export function pauseStackTraces(): (error?: unknown) => unknown {
  const { stackTraceLimit, prepareStackTrace } = Error;
  Error.stackTraceLimit = 0;
  Error.prepareStackTrace = (error, frames) => (prepareStackTrace ?? asNode)(error, aboveNode(frames));
  return function resume(error) {
    Object.assign(Error, { stackTraceLimit, prepareStackTrace });
    if (error instanceof Error) Error.captureStackTrace(error, resume);
    return error;
  };
}

/** The frames up to where Node called the program. */
function aboveNode(frames: NodeJS.CallSite[]): NodeJS.CallSite[] {
  const first = frames.findIndex((frame) => frame.getFileName()?.startsWith("node:"));
  return first < 0 ? frames : frames.slice(0, first);
}

/** A stack trace as Node writes it by itself. */
function asNode(error: Error, frames: NodeJS.CallSite[]): string {
  return [String(error), ...frames.map((frame) => `    at ${frame}`)].join("\n");
}
