import type { VppTokenEntity } from "../../../src/definitions/types";

/** A token as a lookup gives it. */
export function entity(fields: Partial<VppTokenEntity> & { readonly id: string }): VppTokenEntity {
  return {
    expirationDateTime: "2099-05-01T17:00:00Z",
    state: "valid",
    lastSyncStatus: "completed",
    lastModifiedDateTime: "2026-11-21T08:00:00Z",
    ...fields,
  };
}
