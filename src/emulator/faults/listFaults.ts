import { urlWithQuery } from "../entities/page";
import { readSkipToken, writeSkipToken } from "../entities/query";
import { type JsonObject, nonEmptyString } from "../http/json";
import { changeJsonBody, isList } from "./bodyFaults";
import type { FaultKind } from "./fault";

export const hideNewest: FaultKind = {
  name: "hideNewest",
  parameterHelp: "",
  description: "a list lacks its newest entity, as the lists of Intune do for a while",
  createFault: () =>
    changeJsonBody((answer) =>
      isList(answer) && answer[nextLinkName] === undefined ? { ...answer, value: answer.value.slice(0, -1) } : answer,
    ),
};

const nextLinkName = "@odata.nextLink";

/** The URL of the link to the next page, from the URLs of this page and of the next; undefined for no link. */
const destinations = {
  same: (here: URL) => urlWithQuery(here, {}),
  first: (here: URL, next: string | undefined) => next ?? urlWithQuery(here, { $skiptoken: undefined }),
  endless: (here: URL) => urlWithQuery(here, { page: String(Number(here.searchParams.get("page") ?? 1) + 1) }),
  overlap: (_here: URL, next: string | undefined) => next && overlappingLink(new URL(next)),
} as const;
type Destination = keyof typeof destinations;

export const nextLink: FaultKind = {
  name: "nextLink",
  parameterHelp: 'leads ("same", "first", "endless" or "overlap")',
  description:
    "a list's link to its next page leads to the same page, from the last page to the first, on and on to this page under " +
    "new links, or to a page that begins with the last entity of this one",
  createFault: (parameters) => {
    const leads = parameters.required(
      "leads",
      parameters.oneOf("leads", Object.keys(destinations) as readonly Destination[]),
    );
    return changeJsonBody((answer, { identity }) =>
      isList(answer) ? withNextLink(answer, leads, new URL(identity.url)) : answer,
    );
  },
};

function withNextLink(page: JsonObject, leads: Destination, here: URL): JsonObject {
  const link = destinations[leads](here, nonEmptyString(page[nextLinkName]));
  return link === undefined ? page : { ...page, [nextLinkName]: link };
}

function overlappingLink(next: URL): string {
  const position = readSkipToken(next.searchParams.get("$skiptoken"));
  return urlWithQuery(next, { $skiptoken: writeSkipToken(position - 1) });
}
