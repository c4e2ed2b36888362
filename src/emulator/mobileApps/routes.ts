import { isSameId } from "../entities/handlers";
import { paginate } from "../entities/page";
import { checkOptions, readSkipToken, readTop } from "../entities/query";
import { badRequest, unknownEntity } from "../http/errors";
import { isObject, objectsIn } from "../http/json";
import type { GraphRequest, Handler } from "../http/request";
import type { Route } from "../http/routes";
import { assignmentsKey } from "../vppToken/apps";
import {
  appType,
  assignmentResponses,
  listMobileApps,
  type MobileApp,
  mobileAppResponse,
  parseTypeFilter,
} from "./mobileApp";

/** The store's table of the tokens that the apps belong to. */
const table = "vppTokens";

const list: Handler = (request) => {
  const { url, version, context } = request;
  const query = url.searchParams;
  checkOptions(query, ["$filter", "$expand", "$top", "$skiptoken"]);
  const types = parseTypeFilter(query.get("$filter"));
  const expand = readExpand(query);
  const size = readTop(query.get("$top")) ?? context.settings.pageSize;
  const matching = visibleApps(request).filter((app) => types.includes(appType(app)));
  const page = paginate(matching, readSkipToken(query.get("$skiptoken")), size, url);
  return {
    status: 200,
    body: {
      "@odata.context": `${url.origin}/${version}/$metadata#deviceAppManagement/mobileApps`,
      ...(page.nextLink === undefined ? {} : { "@odata.nextLink": page.nextLink }),
      value: page.items.map((app) => mobileAppResponse(app, version, expand)),
    },
  };
};

const get: Handler = (request) => {
  checkOptions(request.url.searchParams, ["$expand"]);
  return {
    status: 200,
    body: mobileAppResponse(requireApp(request), request.version, readExpand(request.url.searchParams)),
  };
};

const listAssignments: Handler = (request) => ({
  status: 200,
  body: { value: assignmentResponses(requireApp(request)) },
});

/** Replaces all assignments, as Graph's action does. */
const assign: Handler = (request) => {
  const { body, store } = request;
  const app = requireApp(request);
  if (!isObject(body) || !Array.isArray(body.mobileAppAssignments)) {
    throw badRequest("The action 'assign' expects the parameter 'mobileAppAssignments', a list.");
  }
  store.mergeKnown(table, app.token, { [assignmentsKey(app.id)]: objectsIn(body.mobileAppAssignments) });
  return { status: 200 };
};

function visibleApps({ store, version, context }: GraphRequest): MobileApp[] {
  return listMobileApps(store.all(table), version, context);
}

function requireApp(request: GraphRequest): MobileApp {
  const { id = "" } = request.parameters;
  const app = visibleApps(request).find((candidate) => isSameId(candidate.id, id));
  if (app === undefined) throw unknownEntity(id);
  return app;
}

function readExpand(query: URLSearchParams): boolean {
  const expand = query.get("$expand");
  if (expand !== null && expand !== "assignments")
    throw badRequest("The emulator expands mobileApps by assignments only.");
  return expand !== null;
}

const collection = "/deviceAppManagement/mobileApps";

/** The routes of the apps that belong to tokens. */
export const mobileAppRoutes: readonly Route[] = (["v1.0", "beta"] as const).flatMap((version) => [
  { version, method: "GET", path: collection, handler: list },
  { version, method: "GET", path: `${collection}/:id`, handler: get },
  { version, method: "GET", path: `${collection}/:id/assignments`, handler: listAssignments },
  { version, method: "POST", path: `${collection}/:id/assign`, handler: assign },
]);
