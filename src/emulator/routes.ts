import type { ApiVersion } from "../definitions/entity";
import { create, get, list, remove, update } from "./handlers";
import { mobileAppRoutes } from "./mobileAppRoutes";
import { checkingOrganization } from "./organization";
import type { Route } from "./route";
import { entitySets, versionsOf } from "./served";
import type { EntityHandler, EntitySet } from "./servedEntity";

/** What there is to ask for; the first route that fits a request answers it. */
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
    // An action of the collection looks like an id, so the actions come first.
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
      handler: checkingOrganization((request) => handler(request, entitySet)),
    })),
  );
}
