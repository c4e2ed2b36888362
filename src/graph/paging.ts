import { isObject } from "../json";
import { foreignText } from "./errors/foreignText";
import { GraphError } from "./errors/graphError";

/** A list that comes in pages. */
export interface PagedList {
  /** The path of the first page. */
  readonly first: string;
  read(path: string): Promise<unknown>;
  /** The path that a link to the next page leads to. */
  pathOf(link: string): string;
  /** The error for an answer that is not what was expected. */
  unexpected(expected: string): GraphError;
}

/** No tenant has a longer list: Intune takes 3,000 tokens, and a page of it holds hundreds of entities. */
export const maxPages = 1000;

/** Reads all pages of a list. One request a page. @throws GraphError when it doesn't end after 1,000 pages */
export async function readAllPages({ first, read, pathOf, unexpected }: PagedList): Promise<unknown[]> {
  const pages: unknown[][] = [];
  const visited = new Set<string>();
  let path: string | undefined = first;
  while (path !== undefined) {
    if (visited.has(path)) throw unexpected("a list that ends");
    if (visited.size === maxPages) throw tooManyPages();
    visited.add(path);
    const page = await read(path);
    if (!isObject(page) || !Array.isArray(page.value)) throw unexpected("a list");
    pages.push(page.value);
    const link = page["@odata.nextLink"];
    path = typeof link === "string" ? pathOf(link) : undefined;
  }
  return pages.flat();
}

function tooManyPages(): GraphError {
  const pages = maxPages.toLocaleString("en-US");
  return new GraphError({
    kind: "unexpected",
    status: 200,
    graphMessage: `the list did not end after ${pages} pages. Check that graphEndpoint is the address of Microsoft Graph`,
  });
}

/**
 * The path of a list's next page, below the Graph endpoint and version.
 * @throws GraphError when the link leads away from the endpoint or version of the list
 */
export function nextPagePath(link: string, graphEndpoint: string, version: string): string {
  const base = new URL(`${graphEndpoint}/${version}/`).href;
  const address = URL.canParse(link) ? new URL(link) : undefined;
  if (!address?.href.startsWith(base)) {
    const target = address === undefined ? "no address" : foreignText(address.origin);
    throw new GraphError({
      kind: "notSent",
      graphMessage: `the next-page link points to ${target}, outside ${base}. Credentials aren't sent there`,
    });
  }
  return `/${address.href.slice(base.length)}`;
}
