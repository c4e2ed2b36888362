import { displayText } from "../../displayText";
import { isValid, lastsDays, type Problem } from "./checks";
import { displayNames, type StatusRow } from "./statusRow";

/**
 * Reports which tokens expire within `days` days or aren't valid, why, and what to do.
 * @returns lines of text; undefined when there is no such token
 */
export function attentionReport(rows: readonly StatusRow[], days: number, now: Date): string | undefined {
  const found = rows.flatMap((row) => {
    const problems = problemsOf(row, days, now);
    return problems.length === 0 ? [] : [{ row, problems }];
  });
  if (found.length === 0) return undefined;
  const lines = found.map(
    ({ row, problems }) => `  - ${tokenLabel(row)} ${problems.map(({ description }) => description).join(", and ")}`,
  );
  const remedies = new Set(found.flatMap(({ problems }) => problems.map(({ remedy }) => remedy)));
  const count = `${found.length} of ${rows.length} VPP tokens`;
  return [
    `${count} ${found.length === 1 ? "needs" : "need"} attention:`,
    ...lines,
    "What to do:",
    ...[...remedies].map((remedy) => `  - ${remedy}`),
  ].join("\n");
}

function problemsOf(row: StatusRow, days: number, now: Date): Problem[] {
  const expiry = lastsDays(days).problem(row, now);
  // For a token that has expired or soon expires, the state says the same again.
  const state = expiry && row.daysLeft !== null && row.state === "expired" ? undefined : isValid.problem(row, now);
  return [expiry, state].filter((problem) => problem !== undefined);
}

/** Returns a token's name in messages. */
export function tokenLabel(row: StatusRow): string {
  const details = [row.appleId, `id ${row.id}`].filter((detail) => detail !== undefined);
  return `${displayText(displayNames(row).name)} (${details.map(displayText).join(", ")})`;
}
