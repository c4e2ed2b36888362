import { writeSkipToken } from "./query";

/** One page of a list, and whether it goes on. */
export interface Page<T> {
  readonly items: readonly T[];
  /** The address of the next page; undefined on the last one. */
  readonly nextLink: string | undefined;
}

/**
 * Returns one page of a list. The link to the next page names the last position shown, so entities that are created or
 * deleted in between neither repeat nor hide others.
 */
export function paginate<T extends { readonly position: number }>(
  all: readonly T[],
  after: number,
  size: number,
  url: URL,
): Page<T> {
  const rest = all.filter(({ position }) => position > after).sort((a, b) => a.position - b.position);
  const items = rest.slice(0, size);
  const last = items.at(-1);
  return { items, nextLink: last && rest.length > size ? nextPageLink(last.position, url) : undefined };
}

function nextPageLink(position: number, url: URL): string {
  return urlWithQuery(url, { $skiptoken: writeSkipToken(position) });
}

/**
 * Returns the URL with other query parameters, as Graph writes links: the dollar signs of its options stay as they are,
 * while URLSearchParams encodes them.
 */
export function urlWithQuery(url: URL, changes: Readonly<Record<string, string | undefined>>): string {
  const parameters = new URLSearchParams(url.searchParams);
  for (const [name, value] of Object.entries(changes)) {
    if (value === undefined) parameters.delete(name);
    else parameters.set(name, value);
  }
  const query = parameters.toString().replaceAll("%24", "$").replaceAll("%2C", ",");
  return `${url.origin}${url.pathname}${query && `?${query}`}`;
}
