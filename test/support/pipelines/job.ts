/** A job of a pipeline, whatever system it is written for. */
export interface Job {
  readonly name: string;
  /** What it hands to a shell, as it stands in the file: one text a step. */
  readonly scripts: readonly string[];
  /** The variables that it signs in with, placeholders and all, and those that its system adds. */
  readonly environment: Readonly<Record<string, string>>;
  /** When it runs, in cron's five fields and UTC; undefined when something else than a clock starts it. */
  readonly cron: string | undefined;
}

export type Variables = Readonly<Record<string, string>>;

export const isText = (value: unknown): value is string => typeof value === "string";
