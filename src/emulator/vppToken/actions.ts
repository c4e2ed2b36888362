import type { EntityAction, EntityHandler } from "../entities/entitySet";
import { entityReply, requireEntity, writeEntity } from "../entities/handlers";
import { badRequest } from "../http/errors";
import { objectsIn } from "../http/json";
import { tokenApps } from "./apps";
import { organizationOf, syncStatus, tokenState } from "./status";

const syncLicenses: EntityHandler = (request, entitySet) => {
  const { store, context } = request;
  const token = requireEntity(request, entitySet);
  const { synced } = syncStatus(token.known, tokenState(token, store.all(entitySet.table), context.now), context);
  const known = { ...token.known, synced, syncStarted: context.now.getTime() };
  return entityReply(request, entitySet, 200, writeEntity(request, entitySet, token, { set: token.set, known }));
};

const revokeLicenses: EntityHandler = (request, entitySet) => {
  const { store, context } = request;
  const token = requireEntity(request, entitySet);
  const licenses = tokenApps(token, context).reduce((sum, app) => sum + app.usedLicenseCount, 0);
  const revocation = { started: context.now.getTime(), licenses };
  store.mergeKnown(entitySet.table, token, { revocations: [...objectsIn(token.known.revocations), revocation] });
  return { status: 204 };
};

const syncLicenseCounts: EntityHandler = () => ({ status: 204 });

const getLicensesForApp: EntityHandler = ({ parameters, store, url, version, context }, { table }) => {
  const bundleId = /^getLicensesForApp\(bundleId='(.*)'\)$/.exec(parameters.call ?? "")?.[1]?.replaceAll("''", "'");
  if (bundleId === undefined) throw badRequest("getLicensesForApp expects (bundleId='<the app's bundle id>').");
  const value = store.all(table).flatMap((token) =>
    tokenApps(token, context)
      .filter((app) => app.bundleId === bundleId)
      .map((app) => ({
        vppTokenId: token.id,
        appleId: token.set.appleId ?? null,
        organizationName: organizationOf(token),
        availableLicenseCount: app.totalLicenseCount - app.usedLicenseCount,
        usedLicenseCount: app.usedLicenseCount,
      })),
  );
  const odataContext = `${url.origin}/${version}/$metadata#Collection(microsoft.graph.vppTokenLicenseSummary)`;
  return { status: 200, body: { "@odata.context": odataContext, value } };
};

const allVersions = ["v1.0", "beta"] as const;
const betaOnly = ["beta"] as const;

/** The only action that the older entity has as well. */
export const syncLicensesAction: EntityAction = {
  segment: "syncLicenses",
  boundTo: "entity",
  method: "POST",
  versions: allVersions,
  handler: syncLicenses,
};

/** The actions and functions of tokens. Source: Microsoft Graph reference, the methods of "vppToken resource type". */
export const vppTokenActions: readonly EntityAction[] = [
  syncLicensesAction,
  { segment: "revokeLicenses", boundTo: "entity", method: "POST", versions: betaOnly, handler: revokeLicenses },
  {
    segment: "syncLicenseCounts",
    boundTo: "collection",
    method: "POST",
    versions: betaOnly,
    handler: syncLicenseCounts,
  },
  {
    segment: ":call{getLicensesForApp\\(.*\\)}",
    boundTo: "collection",
    method: "GET",
    versions: betaOnly,
    handler: getLicensesForApp,
  },
];
