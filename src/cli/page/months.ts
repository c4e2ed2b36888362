import { knownTime } from "../../apple/tokenLife";
import type { StatusRow } from "../statusRow";
import { formatMonth } from "./dates";

/** The tokens that expire in one month, or those that have expired. */
export interface ExpiryMonth {
  /** What the page's parts know it by: `expired`, `month-2026-11` or `undated`. */
  readonly id: string;
  readonly label: string;
  readonly rows: readonly [StatusRow, ...StatusRow[]];
}

/** The months of the tokens' expiries, in the order of the rows. A month without an expiry is left out. */
export function groupByMonth(rows: readonly StatusRow[]): ExpiryMonth[] {
  const months = new Map<string, { label: string; rows: [StatusRow, ...StatusRow[]] }>();
  for (const row of rows) {
    const { id, label } = monthOf(row);
    const month = months.get(id);
    if (month) month.rows.push(row);
    else months.set(id, { label, rows: [row] });
  }
  return [...months].map(([id, month]) => ({ id, ...month }));
}

function monthOf({ hasExpired, expirationDateTime }: StatusRow): Omit<ExpiryMonth, "rows"> {
  if (hasExpired) return { id: "expired", label: "Expired" };
  const time = knownTime(expirationDateTime);
  if (time === undefined) return { id: "undated", label: "No expiry date yet" };
  const date = new Date(time);
  return { id: `month-${date.toISOString().slice(0, 7)}`, label: formatMonth(date) };
}
