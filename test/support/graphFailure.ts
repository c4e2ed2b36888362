import { GraphFailure } from "../../src/graph/failure";

/** The failure with which a call ends; a test that expects one fails when the call doesn't. */
export async function failureOf(call: Promise<unknown>): Promise<GraphFailure> {
  const thrown: unknown = await call.then(
    () => undefined,
    (error: unknown) => error,
  );
  if (thrown instanceof GraphFailure) return thrown;
  throw new Error(`This is no GraphFailure: ${String(thrown)}`);
}
