import { type StatusRow, statusRows } from "../../../../src/cli/status/statusRow";
import type { VppTokenEntity } from "../../../../src/definitions/types";

/** When the pages of these tests are written. */
export const at = new Date("2026-11-21T08:00:00Z");

/** The row of a token that lasts a while, unless told otherwise. */
export function row(values: Partial<VppTokenEntity> = {}): StatusRow {
  const token: VppTokenEntity = {
    id: "0b1c9a4e-7f57-4a3f-9d2a-6c1f3f1c2a01",
    expirationDateTime: "2027-05-01T17:00:00Z",
    state: "valid",
    lastSyncDateTime: "2026-11-21T06:12:00Z",
    lastSyncStatus: "completed",
    lastModifiedDateTime: "2026-05-02T09:00:00Z",
    organizationName: "Contoso",
    ...values,
  };
  const [only = { ...token, daysLeft: 0, hasExpired: false }] = statusRows([token], at);
  return only;
}

const places = ["London", "Leeds", "Bristol", "Cardiff", "Glasgow", "Belfast", "York", "Exeter", "Derby", "Oxford"];
const schools = ["Primary School", "Grammar School", "Academy", "College", "Sixth Form", "Infant School"];
const hour = 3_600_000;

/** The tokens of a large tenant, spread over the year, with a little of everything that can be wrong. */
export function manyRows(count: number): StatusRow[] {
  const spread = (366 * 24) / count;
  return statusRows(
    Array.from({ length: count }, (_, n) => {
      const expires = at.getTime() + (n * spread - 6 * 24) * hour;
      const place = places[n % places.length] ?? "";
      return row({
        id: `token-${n}`,
        displayName: `${place} ${schools[n % schools.length]} ${n}`,
        organizationName: "Contoso Schools Trust",
        appleId: `vpp-${place.toLowerCase()}-${n}@schools.contoso.example`,
        countryOrRegion: n % 10 === 5 ? "ie" : "gb",
        expirationDateTime: new Date(expires).toISOString(),
        state: expires <= at.getTime() ? "expired" : n % 17 === 9 ? "assignedToExternalMDM" : "valid",
        lastSyncStatus: n % 13 === 7 || expires <= at.getTime() ? "failed" : "completed",
        lastAppCount: (n * 37) % 1400,
      });
    }),
    at,
  );
}
