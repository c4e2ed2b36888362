import fc from "fast-check";
import type { VppTokenEntity } from "../../../src/definitions/types";

/** A live token made up for a test, as beta tells of it. */
export function liveToken(properties: Partial<VppTokenEntity> = {}): VppTokenEntity {
  return {
    id: "00000000-0000-4000-8000-000000000001",
    organizationName: "Contoso",
    vppTokenAccountType: "business",
    appleId: "vpp@contoso.example",
    expirationDateTime: "2099-05-01T17:00:00Z",
    state: "valid",
    lastSyncDateTime: "2026-11-01T00:00:00Z",
    lastSyncStatus: "completed",
    lastModifiedDateTime: "2026-11-01T00:00:00Z",
    automaticallyUpdateApps: false,
    dataSharingConsentGranted: false,
    claimTokenManagementFromExternalMdm: false,
    roleScopeTagIds: ["0"],
    ...properties,
  };
}

/** What breaks a program that is written without care. */
const dangerous = fc.constantFrom(
  '"; process.exit(1); //',
  "`\u0024{process.env.PATH}`",
  "*/ /* //",
  "\\",
  "\n",
  "\r\n",
  "\u2028\u2029\u0085\u202e",
  "\ud800",
  "new",
  "config",
  "await",
  "__proto__",
  "$&",
  "…",
  "²",
  "1",
  "ǆ ß İ ŉ",
  "👩‍👩‍👧 ❤️",
  "\u3164\u200b",
  "VPP token",
);
const character = fc.string({ unit: "binary" });
const hostileText = fc.array(fc.oneof(dangerous, character), { maxLength: 4 }).map((parts) => parts.join(""));

/** Tenants whose names anybody has chosen. */
export const hostileTokens = fc
  .array(
    fc.record(
      {
        displayName: hostileText,
        locationName: hostileText,
        appleId: hostileText,
        organizationName: hostileText,
        countryOrRegion: hostileText,
        automaticallyUpdateApps: fc.boolean(),
        roleScopeTagIds: fc.array(hostileText),
      },
      { requiredKeys: [] },
    ),
    { maxLength: 6 },
  )
  .map((tokens) => tokens.map((token, index) => liveToken({ ...token, id: `${index}` })));
