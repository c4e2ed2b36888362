import { createHash } from "node:crypto";
import { type JsonObject, nonEmptyString, objectsIn } from "../http/json";
import type { ServiceContext } from "../settings";
import type { StoredEntity } from "../tenant/store";
import { revocationResults } from "./status";

/** An app that belongs to a token. */
export interface TokenApp {
  readonly id: string;
  readonly bundleId: string;
  readonly displayName: string;
  readonly platform: "ios" | "macOs";
  readonly totalLicenseCount: number;
  readonly usedLicenseCount: number;
  readonly assignments: readonly JsonObject[];
}

/** Returns the apps of a token. Assignments made since the upload replace those in the token file. */
export function tokenApps(token: StoredEntity, context: ServiceContext): TokenApp[] {
  const revoked = revocationResults(token.known, context).some(({ actionState }) => actionState === "done");
  return objectsIn(token.known.apps).map((app) => {
    const platform = app.platform === "macOs" ? "macOs" : "ios";
    const bundleId = nonEmptyString(app.bundleId) ?? "unknown";
    const id = deterministicId(`${token.id} ${platform} ${bundleId}`);
    const assigned = token.known[assignmentsKey(id)];
    return {
      id,
      bundleId,
      platform,
      displayName: nonEmptyString(app.displayName) ?? bundleId,
      totalLicenseCount: Number(app.totalLicenseCount ?? 10),
      usedLicenseCount: revoked ? 0 : Number(app.usedLicenseCount ?? 0),
      assignments: assigned === undefined && app.assigned === true ? [toAllDevices] : objectsIn(assigned),
    };
  });
}

/** Returns the key under which a token stores the assignments of one of its apps. */
export function assignmentsKey(appId: string): string {
  return `assignments of ${appId}`;
}

const toAllDevices = { intent: "required", target: { "@odata.type": "#microsoft.graph.allDevicesAssignmentTarget" } };

/** Returns an id that depends only on the text. */
function deterministicId(text: string): string {
  const hash = createHash("sha256").update(text).digest("hex");
  return hash.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, "$1-$2-$3-$4-$5");
}
