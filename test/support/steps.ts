import { format } from "node:util";

/** One step of a test after the other. A failure names its step, and ends the test. */
export interface Step {
  (name: string, work: () => unknown): Promise<void>;
  /** A step for every row of a table, named as jest's `test.each` names its tests. */
  each<Row extends readonly unknown[] | readonly [unknown]>(
    table: readonly Row[],
  ): (name: string, work: (...row: Row) => unknown) => Promise<void>;
  each<Row>(table: readonly Row[]): (name: string, work: (row: Row) => unknown) => Promise<void>;
}

/**
 * For a test whose parts build on each other, such as the life of a stack: what depends on its order is one test.
 *
 * @param before Is done before every step.
 */
export function steps(before: () => unknown = () => {}): Step {
  const step = async (name: string, work: () => unknown): Promise<void> => {
    try {
      await before();
      await work();
    } catch (cause) {
      throw new Error(`The step "${name}" failed.`, { cause });
    }
  };
  const each = (table: readonly unknown[]) => async (name: string, work: (...row: unknown[]) => unknown) => {
    for (const row of table) {
      const given: unknown[] = Array.isArray(row) ? row : [row];
      await step(titleOf(name, given), () => work(...given));
    }
  };
  return Object.assign(step, { each });
}

function titleOf(name: string, row: readonly unknown[]): string {
  const placeholders = name.match(/%[sdifjo]/g)?.length ?? 0;
  const filled = placeholders > 0 ? format(name, ...row.slice(0, placeholders)) : name;
  return filled.replace(/\$(\w+)/g, (whole, key) => String(Object(row[0])[key] ?? whole));
}
