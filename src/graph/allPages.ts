import { GraphFailure } from "./failure";
import { isObject } from "./json";

/** A list that comes in pages. */
export interface PagedList {
  /** The path of the first page. */
  readonly first: string;
  read(path: string): Promise<unknown>;
  /** The path that a link to the next page leads to. */
  pathOf(link: string): string;
  /** The failure of an answer that is not what was expected. */
  unexpected(expected: string): GraphFailure;
}

/** Longer lists than any tenant's: Intune takes 3,000 tokens, and a page of it holds hundreds of entities. */
export const mostPages = 1000;

/** What is on all pages of a list. One request a page. @throws GraphFailure when it doesn't end after 1,000 pages */
export async function allPages({ first, read, pathOf, unexpected }: PagedList): Promise<unknown[]> {
  const found: unknown[][] = [];
  const visited = new Set<string>();
  let path: string | undefined = first;
  while (path !== undefined) {
    if (visited.has(path)) throw unexpected("a list that ends");
    if (visited.size === mostPages) throw endless();
    visited.add(path);
    const page = await read(path);
    if (!isObject(page) || !Array.isArray(page.value)) throw unexpected("a list");
    found.push(page.value);
    const link = page["@odata.nextLink"];
    path = typeof link === "string" ? pathOf(link) : undefined;
  }
  return found.flat();
}

function endless(): GraphFailure {
  const pages = mostPages.toLocaleString("en-US");
  return new GraphFailure({
    kind: "unexpected",
    status: 200,
    graphMessage: `the list did not end after ${pages} pages, and no more are read: is graphEndpoint the address of Microsoft Graph?`,
  });
}
