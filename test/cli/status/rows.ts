import { type StatusRow, statusRows } from "../../../src/cli/status/statusRow";
import type { VppTokenEntity } from "../../../src/definitions/types";
import { entity } from "../../provider/lookup/token";

/** When the tests of the listings take place. */
export const now = new Date("2026-11-21T08:00:00Z");

/** Rows of tokens that are well, unless told otherwise; those without an id get one. */
export function rows(...tokens: Partial<VppTokenEntity>[]): StatusRow[] {
  const well = { lastSyncDateTime: "2026-11-21T05:00:00Z", appleId: "vpp@contoso.example" };
  return statusRows(
    tokens.map((fields, index) => entity({ id: `id-${index}`, ...well, ...fields })),
    now,
  );
}
