import type { ApiVersion } from "../definitions/entity";
import { create, get, list, remove, update } from "./handlers";
import { mobileAppRoutes } from "./mobileAppRoutes";
import { inTenant } from "./organization";
import type { Route } from "./route";
import { servedEntities, versionsOf } from "./served";
import type { EntityHandler, ServedEntity } from "./servedEntity";

/** What there is to ask for; the first route that fits a request answers it. */
export const routes: readonly Route[] = [...servedEntities.flatMap(routesOf), ...mobileAppRoutes];

interface EntityRoute {
  readonly versions: readonly ApiVersion[];
  readonly method: string;
  readonly path: string;
  readonly run: EntityHandler;
}

function routesOf(served: ServedEntity): Route[] {
  const collection = served.definition.collection.replace(/\{(\w+)\}/g, ":$1");
  const item = `${collection}/:id`;
  const versions = versionsOf(served.definition);
  const entityRoutes: readonly EntityRoute[] = [
    // An action of the collection looks like an id, so the actions come first.
    ...served.actions.map(({ boundTo, segment, ...action }) => ({
      ...action,
      versions: action.versions.filter((version) => versions.includes(version)),
      path: `${boundTo === "collection" ? collection : item}/${segment}`,
    })),
    { versions, method: "GET", path: collection, run: list },
    { versions, method: "POST", path: collection, run: create },
    { versions, method: "GET", path: item, run: get },
    { versions, method: "PATCH", path: item, run: update },
    { versions, method: "DELETE", path: item, run: remove },
  ];
  return entityRoutes.flatMap(({ versions, method, path, run }) =>
    versions.map((version) => ({ version, method, path, run: inTenant((request) => run(request, served)) })),
  );
}
