import type { ApiVersion } from "../../definitions/entity";
import { badRequest } from "../http/errors";
import type { Json, JsonObject } from "../http/json";
import type { ServiceContext } from "../settings";
import type { StoredEntity } from "../tenant/store";
import { type TokenApp, tokenApps } from "../vppToken/apps";
import { organizationOf } from "../vppToken/status";

/** An app of the tenant. It exists as long as its token does. */
export interface MobileApp extends TokenApp {
  readonly position: number;
  readonly token: StoredEntity;
}

const appTypes = { ios: "#microsoft.graph.iosVppApp", macOs: "#microsoft.graph.macOsVppApp" } as const;

export function appType({ platform }: TokenApp): string {
  return appTypes[platform];
}

/** The platforms whose app type the version defines (Graph's published types: v1.0 has no macOsVppApp). */
const platformsByVersion: Readonly<Record<ApiVersion, readonly string[]>> = { "v1.0": ["ios"], beta: ["ios", "macOs"] };

/** Returns the apps of all tokens whose type the version defines. */
export function listMobileApps(
  tokens: readonly StoredEntity[],
  version: ApiVersion,
  context: ServiceContext,
): MobileApp[] {
  const positionsPerToken = 10_000;
  return tokens.flatMap((token) =>
    tokenApps(token, context)
      .map((app, index) => ({ ...app, token, position: token.position * positionsPerToken + index }))
      .filter(({ platform }) => platformsByVersion[version].includes(platform)),
  );
}

/** Returns an app as the service shows it. Only beta has the token's id and whether the app is assigned. */
export function mobileAppResponse(app: MobileApp, version: ApiVersion, expandAssignments: boolean): JsonObject {
  const { set } = app.token;
  return {
    "@odata.type": appType(app),
    id: app.id,
    displayName: app.displayName,
    publishingState: "published",
    bundleId: app.bundleId,
    totalLicenseCount: app.totalLicenseCount,
    usedLicenseCount: app.usedLicenseCount,
    vppTokenOrganizationName: organizationOf(app.token),
    vppTokenAccountType: set.vppTokenAccountType ?? "business",
    vppTokenAppleId: set.appleId ?? null,
    ...(version === "beta" ? betaProperties(app) : {}),
    ...(expandAssignments ? { assignments: assignmentResponses(app) } : {}),
  };
}

function betaProperties({ assignments, token }: MobileApp): Record<string, Json> {
  return {
    isAssigned: assignments.length > 0,
    vppTokenId: token.id,
    vppTokenDisplayName: token.set.displayName ?? null,
  };
}

export function assignmentResponses({ id, assignments }: MobileApp): JsonObject[] {
  return assignments.map((assignment, index) => ({
    "@odata.type": "#microsoft.graph.mobileAppAssignment",
    id: `${id}_${index}`,
    intent: "required",
    settings: null,
    ...assignment,
  }));
}

/**
 * Parses a filter by app types: `isof('microsoft.graph.iosVppApp')`, several of them joined by `or`.
 * @throws EmulatedGraphError for any other filter
 */
export function parseTypeFilter(filter: string | null): readonly string[] {
  if (filter === null) return Object.values(appTypes);
  const terms = filter
    .replace(/^\s*\((.*)\)\s*$/, "$1")
    .split(/\s+or\s+/)
    .map((term) => /^\(?isof\('(microsoft\.graph\.\w+)'\)\)?$/.exec(term.trim())?.[1]);
  return terms.map((type) => {
    if (type === undefined) {
      throw badRequest(
        "The emulator filters mobileApps by isof('microsoft.graph.iosVppApp') and the like, joined by or.",
      );
    }
    return `#${type}`;
  });
}
