import { type JsonObject, textOf } from "../json";
import { linkTo } from "../page";
import { readSkipToken, writeSkipToken } from "../query";
import { changedJson, isList } from "./answerFaults";
import type { FaultKind } from "./faultKind";

export const hideNewest: FaultKind = {
  name: "hideNewest",
  takes: "",
  does: "a list lacks its newest entity, as the lists of Intune do for a while",
  prepare: () =>
    changedJson((answer) =>
      isList(answer) && answer[nextLinkName] === undefined ? { ...answer, value: answer.value.slice(0, -1) } : answer,
    ),
};

const nextLinkName = "@odata.nextLink";

/** Where the link to the next page leads, by the addresses of this page and of the next; undefined when there is none. */
const destinations = {
  same: (here: URL) => linkTo(here, {}),
  first: (here: URL, next: string | undefined) => next ?? linkTo(here, { $skiptoken: undefined }),
  endless: (here: URL) => linkTo(here, { page: String(Number(here.searchParams.get("page") ?? 1) + 1) }),
  overlap: (_here: URL, next: string | undefined) => next && oneEarlier(new URL(next)),
} as const;
type Destination = keyof typeof destinations;

export const nextLink: FaultKind = {
  name: "nextLink",
  takes: 'leads ("same", "first", "endless" or "overlap")',
  does:
    "a list's link to its next page leads to the same page, from the last page to the first, on and on to this page under " +
    "new links, or to a page that begins with the last entity of this one",
  prepare: (parameters) => {
    const leads = parameters.needed(
      "leads",
      parameters.oneOf("leads", Object.keys(destinations) as readonly Destination[]),
    );
    return changedJson((answer, { names }) => (isList(answer) ? linked(answer, leads, new URL(names.url)) : answer));
  },
};

function linked(page: JsonObject, leads: Destination, here: URL): JsonObject {
  const link = destinations[leads](here, textOf(page[nextLinkName]));
  return link === undefined ? page : { ...page, [nextLinkName]: link };
}

function oneEarlier(next: URL): string {
  const position = readSkipToken(next.searchParams.get("$skiptoken"));
  return linkTo(next, { $skiptoken: writeSkipToken(position - 1) });
}
