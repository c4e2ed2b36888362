import { GraphError } from "../../src/graph/errors/graphError";

/** The failure with which a call ends; a test that expects one fails when the call doesn't. */
export async function failureOf(call: Promise<unknown>): Promise<GraphError> {
  const thrown: unknown = await call.then(
    () => undefined,
    (error: unknown) => error,
  );
  if (thrown instanceof GraphError) return thrown;
  throw new Error(`This is no GraphError: ${String(thrown)}`);
}
