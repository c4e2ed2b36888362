import { HostError, toHostError } from "../../src/engine/dynamic/hostError";
import { UserError } from "../../src/errors";

/** The result, or undefined when it failed in a way that a person can read. Any other failure is the test's. */
export async function unlessRefused<T>(work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof UserError || error instanceof HostError)) throw error;
    const shown = toHostError(error);
    expectReadable(shown.message);
    expectReadable(String(shown.stack));
    return undefined;
  }
}

/** A message without a stack trace, and not the one of a defect. */
export function expectReadable(message: string): void {
  expect(message).not.toMatch(/\n\s*at |[\w-]\.[jt]s:\d+|Internal error|\[object Object\]/);
  expect(message).not.toContain("MARKED");
  expect(message.length).toBeGreaterThan(10);
}

/** Only what JSON has words for may reach Pulumi: no `undefined`, no date, no function, no NaN. */
export function expectPlain(value: unknown): void {
  expect(strangersIn(value, "result")).toEqual([]);
}

function strangersIn(value: unknown, path: string): string[] {
  if (value === null || ["string", "boolean"].includes(typeof value) || Number.isFinite(value)) return [];
  const isPlain = Array.isArray(value) || Object.getPrototypeOf(Object(value)) === Object.prototype;
  if (typeof value !== "object" || !isPlain) return [`${path} is ${typeof value}`];
  return Object.entries(value).flatMap(([name, inner]) => strangersIn(inner, `${path}.${name}`));
}
