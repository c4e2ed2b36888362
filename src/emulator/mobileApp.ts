import type { ApiVersion } from "../definitions/entity";
import { badRequest } from "./errors";
import type { Json, JsonObject } from "./json";
import type { Moment } from "./settings";
import type { StoredEntity } from "./store";
import { appsOf, type TokenApp } from "./vppTokenApps";

/** An app of the tenant: it came with a token, and goes with it. */
export interface MobileApp extends TokenApp {
  readonly position: number;
  readonly token: StoredEntity;
}

const types = { ios: "#microsoft.graph.iosVppApp", macOs: "#microsoft.graph.macOsVppApp" } as const;

export function typeOf({ platform }: TokenApp): string {
  return types[platform];
}

/** The platforms whose app type the version defines (Graph's published types: v1.0 has no macOsVppApp). */
const platforms: Readonly<Record<ApiVersion, readonly string[]>> = { "v1.0": ["ios"], beta: ["ios", "macOs"] };

/** Every app of every token, as far as the version knows its type. */
export function mobileAppsOf(tokens: readonly StoredEntity[], version: ApiVersion, moment: Moment): MobileApp[] {
  const perToken = 10_000;
  return tokens.flatMap((token) =>
    appsOf(token, moment)
      .map((app, index) => ({ ...app, token, position: token.position * perToken + index }))
      .filter(({ platform }) => platforms[version].includes(platform)),
  );
}

/** An app as the service answers it. Only beta names the token by its id and says whether the app is assigned. */
export function mobileAppAnswer(app: MobileApp, version: ApiVersion, expandAssignments: boolean): JsonObject {
  const { set, known } = app.token;
  return {
    "@odata.type": typeOf(app),
    id: app.id,
    displayName: app.displayName,
    publishingState: "published",
    bundleId: app.bundleId,
    totalLicenseCount: app.totalLicenseCount,
    usedLicenseCount: app.usedLicenseCount,
    vppTokenOrganizationName: set.organizationName ?? known.organizationName ?? null,
    vppTokenAccountType: set.vppTokenAccountType ?? "business",
    vppTokenAppleId: set.appleId ?? null,
    ...(version === "beta" ? inBeta(app) : {}),
    ...(expandAssignments ? { assignments: assignmentAnswers(app) } : {}),
  };
}

function inBeta({ assignments, token }: MobileApp): Record<string, Json> {
  return {
    isAssigned: assignments.length > 0,
    vppTokenId: token.id,
    vppTokenDisplayName: token.set.displayName ?? null,
  };
}

export function assignmentAnswers({ id, assignments }: MobileApp): JsonObject[] {
  return assignments.map((assignment, index) => ({
    "@odata.type": "#microsoft.graph.mobileAppAssignment",
    id: `${id}_${index}`,
    intent: "required",
    settings: null,
    ...assignment,
  }));
}

/**
 * The app types that a filter asks for: `isof('microsoft.graph.iosVppApp')`, several of them joined by `or`.
 * @throws GraphError for any other filter.
 */
export function typesIn(filter: string | null): readonly string[] {
  if (filter === null) return Object.values(types);
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
