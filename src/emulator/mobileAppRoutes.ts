import { badRequest, unknownEntity } from "./errors";
import { isSameId } from "./handlers";
import { isObject, objectsIn } from "./json";
import { assignmentAnswers, type MobileApp, mobileAppAnswer, mobileAppsOf, typeOf, typesIn } from "./mobileApp";
import { pageOf } from "./page";
import { checkOptions, readSkipToken, readTop } from "./query";
import type { GraphRequest, Handler } from "./request";
import type { Route } from "./route";
import { assignmentsOf } from "./vppTokenApps";

/** The store's table whose tokens bring the apps. */
const table = "vppTokens";

const list: Handler = (request) => {
  const { url, version, moment } = request;
  const query = url.searchParams;
  checkOptions(query, ["$filter", "$expand", "$top", "$skiptoken"]);
  const types = typesIn(query.get("$filter"));
  const expand = expanded(query);
  const size = readTop(query.get("$top")) ?? moment.settings.pageSize;
  const wanted = appsIn(request).filter((app) => types.includes(typeOf(app)));
  const page = pageOf(wanted, readSkipToken(query.get("$skiptoken")), size, url);
  return {
    status: 200,
    body: {
      "@odata.context": `${url.origin}/${version}/$metadata#deviceAppManagement/mobileApps`,
      ...(page.nextLink === undefined ? {} : { "@odata.nextLink": page.nextLink }),
      value: page.items.map((app) => mobileAppAnswer(app, version, expand)),
    },
  };
};

const get: Handler = (request) => {
  checkOptions(request.url.searchParams, ["$expand"]);
  return { status: 200, body: mobileAppAnswer(appIn(request), request.version, expanded(request.url.searchParams)) };
};

const listAssignments: Handler = (request) => ({ status: 200, body: { value: assignmentAnswers(appIn(request)) } });

/** Replaces all assignments, as Graph's action does. */
const assign: Handler = (request) => {
  const { body, store } = request;
  const app = appIn(request);
  if (!isObject(body) || !Array.isArray(body.mobileAppAssignments)) {
    throw badRequest("The action 'assign' expects the parameter 'mobileAppAssignments', a list.");
  }
  store.learn(table, app.token, { [assignmentsOf(app.id)]: objectsIn(body.mobileAppAssignments) });
  return { status: 200 };
};

function appsIn({ store, version, moment }: GraphRequest): MobileApp[] {
  return mobileAppsOf(store.all(table), version, moment);
}

function appIn(request: GraphRequest): MobileApp {
  const { id = "" } = request.parameters;
  const app = appsIn(request).find((candidate) => isSameId(candidate.id, id));
  if (app === undefined) throw unknownEntity(id);
  return app;
}

function expanded(query: URLSearchParams): boolean {
  const expand = query.get("$expand");
  if (expand !== null && expand !== "assignments")
    throw badRequest("The emulator expands mobileApps by assignments only.");
  return expand !== null;
}

const collection = "/deviceAppManagement/mobileApps";

/** What can be asked of the apps that came with tokens. */
export const mobileAppRoutes: readonly Route[] = (["v1.0", "beta"] as const).flatMap((version) => [
  { version, method: "GET", path: collection, run: list },
  { version, method: "GET", path: `${collection}/:id`, run: get },
  { version, method: "GET", path: `${collection}/:id/assignments`, run: listAssignments },
  { version, method: "POST", path: `${collection}/:id/assign`, run: assign },
]);
