import { appleVolumePurchaseProgramToken } from "../../definitions/appleVolumePurchaseProgramToken";
import { type ApiVersion, apiVersions, type EntityDefinition } from "../../definitions/entity";
import { vppToken } from "../../definitions/vppToken";
import type { EntityHandler, EntitySet } from "../entities/entitySet";
import { create, get, list, remove, update } from "../entities/handlers";
import { mobileAppRoutes } from "../mobileApps/routes";
import { syncLicensesAction, vppTokenActions } from "../vppToken/actions";
import { vppTokenBehavior } from "../vppToken/behavior";
import { unknownEntity } from "./errors";
import type { Handler } from "./request";

/** A method and path of Graph, and the handler for it. */
export interface Route {
  readonly version: ApiVersion;
  readonly method: string;
  /** The path after the version, as a pattern of the router. */
  readonly path: string;
  readonly handler: Handler;
}

/** Every entity set that the emulator serves. A new entity is a new entry here. */
export const entitySets: readonly EntitySet[] = [
  { definition: vppToken, table: "vppTokens", behavior: vppTokenBehavior, actions: vppTokenActions },
  {
    definition: appleVolumePurchaseProgramToken,
    table: "vppTokens",
    storedAs: { volumePurchaseProgramTokenAccountType: "vppTokenAccountType" },
    behavior: vppTokenBehavior,
    actions: [syncLicensesAction],
  },
];

/** Every route of the service. The first one that matches a request handles it. */
export const routes: readonly Route[] = [...entitySets.flatMap(routesOf), ...mobileAppRoutes];

interface EntityRoute {
  readonly versions: readonly ApiVersion[];
  readonly method: string;
  readonly path: string;
  readonly handler: EntityHandler;
}

function routesOf(entitySet: EntitySet): Route[] {
  const collection = entitySet.definition.collection.replace(/\{(\w+)\}/g, ":$1");
  const item = `${collection}/:id`;
  const versions = versionsOf(entitySet.definition);
  const entityRoutes: readonly EntityRoute[] = [
    // The name of an action looks like an id, so the actions come first.
    ...entitySet.actions.map(({ boundTo, segment, ...action }) => ({
      ...action,
      versions: action.versions.filter((version) => versions.includes(version)),
      path: `${boundTo === "collection" ? collection : item}/${segment}`,
    })),
    { versions, method: "GET", path: collection, handler: list },
    { versions, method: "POST", path: collection, handler: create },
    { versions, method: "GET", path: item, handler: get },
    { versions, method: "PATCH", path: item, handler: update },
    { versions, method: "DELETE", path: item, handler: remove },
  ];
  return entityRoutes.flatMap(({ versions, method, path, handler }) =>
    versions.map((version) => ({
      version,
      method,
      path,
      handler: withOrganizationCheck((request) => handler(request, entitySet)),
    })),
  );
}

/** Returns the versions of Graph that define the entity. */
export function versionsOf(definition: EntityDefinition): readonly ApiVersion[] {
  const properties = Object.values(definition.properties);
  return apiVersions.filter((version) => properties.some((property) => property.versions.includes(version)));
}

/** Responds with 404 when the path names the organization of another tenant. Ids are compared without case. */
function withOrganizationCheck(run: Handler): Handler {
  return (request) => {
    const { organizationId } = request.parameters;
    const own = request.context.settings.organizationId;
    if (organizationId !== undefined && organizationId.toLowerCase() !== own.toLowerCase()) {
      throw unknownEntity(organizationId);
    }
    return run(request);
  };
}
