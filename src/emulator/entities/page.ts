import { writeSkipToken } from "./query";

/** One page of a list, and whether it goes on. */
export interface Page<T> {
  readonly items: readonly T[];
  /** The address of the next page; undefined on the last one. */
  readonly nextLink: string | undefined;
}

/**
 * Cuts a page out of a list. A continuation names the last position seen, so that what is created or deleted meanwhile
 * neither repeats nor hides an entity.
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
 * The address with other parameters, as Graph writes links: it leaves the dollar signs of its options as they are, where
 * URLSearchParams encodes them.
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
