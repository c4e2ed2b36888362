import { badRequest } from "./errors";
import { existing, replyWith, write } from "./handlers";
import { objectsIn } from "./json";
import type { Action, EntityHandler } from "./servedEntity";
import { appsOf } from "./vppTokenApps";
import { stateOf, syncOf } from "./vppTokenState";

const syncLicenses: EntityHandler = (request, served) => {
  const { store, moment } = request;
  const token = existing(request, served);
  const { synced } = syncOf(token.known, stateOf(token, store.all(served.table), moment.now), moment);
  const known = { ...token.known, synced, syncStarted: moment.now.getTime() };
  return replyWith(request, served, 200, write(request, served, token, { set: token.set, known }));
};

const revokeLicenses: EntityHandler = (request, served) => {
  const { store, moment } = request;
  const token = existing(request, served);
  const licenses = appsOf(token, moment).reduce((sum, app) => sum + app.usedLicenseCount, 0);
  const revocation = { started: moment.now.getTime(), licenses };
  store.learn(served.table, token, { revocations: [...objectsIn(token.known.revocations), revocation] });
  return { status: 204 };
};

const syncLicenseCounts: EntityHandler = () => ({ status: 204 });

const getLicensesForApp: EntityHandler = ({ parameters, store, url, version, moment }, { table }) => {
  const bundleId = /^getLicensesForApp\(bundleId='(.*)'\)$/.exec(parameters.call ?? "")?.[1]?.replaceAll("''", "'");
  if (bundleId === undefined) throw badRequest("getLicensesForApp expects (bundleId='<the app's bundle id>').");
  const value = store.all(table).flatMap((token) =>
    appsOf(token, moment)
      .filter((app) => app.bundleId === bundleId)
      .map((app) => ({
        vppTokenId: token.id,
        appleId: token.set.appleId ?? null,
        organizationName: token.set.organizationName ?? token.known.organizationName ?? null,
        availableLicenseCount: app.totalLicenseCount - app.usedLicenseCount,
        usedLicenseCount: app.usedLicenseCount,
      })),
  );
  const context = `${url.origin}/${version}/$metadata#Collection(microsoft.graph.vppTokenLicenseSummary)`;
  return { status: 200, body: { "@odata.context": context, value } };
};

const both = ["v1.0", "beta"] as const;
const betaOnly = ["beta"] as const;

/** The one action that the older entity has too. */
export const syncLicensesAction: Action = {
  segment: "syncLicenses",
  boundTo: "entity",
  method: "POST",
  versions: both,
  run: syncLicenses,
};

/** What can be asked of tokens. Source: Microsoft Graph reference, the methods of "vppToken resource type". */
export const vppTokenActions: readonly Action[] = [
  syncLicensesAction,
  { segment: "revokeLicenses", boundTo: "entity", method: "POST", versions: betaOnly, run: revokeLicenses },
  { segment: "syncLicenseCounts", boundTo: "collection", method: "POST", versions: betaOnly, run: syncLicenseCounts },
  {
    segment: ":call{getLicensesForApp\\(.*\\)}",
    boundTo: "collection",
    method: "GET",
    versions: betaOnly,
    run: getLicensesForApp,
  },
];
