import { appendFileSync } from "node:fs";

/** A line of the table that `npm run test:faults` prints. */
export interface Line {
  /** The way to the provider; the dynamic one unless given. */
  readonly door?: string;
  readonly operation: string;
  readonly kind: string;
  readonly result: string;
  readonly lost: number;
  readonly doubled: number;
  readonly leaked: number;
  /** Tokens whose upload Intune didn't take though the run said so. */
  readonly swallowed?: number;
}

/** Adds the line to the table, if anybody asked for one. */
export function report(line: Line): void {
  const file = process.env.PULUMI_INTUNE_FAULT_TABLE;
  if (file) appendFileSync(file, `${JSON.stringify(line)}\n`);
}
