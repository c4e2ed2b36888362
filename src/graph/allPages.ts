import type { GraphFailure } from "./failure";
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

/** What is on all pages of a list. One request a page. */
export async function allPages({ first, read, pathOf, unexpected }: PagedList): Promise<unknown[]> {
  const found: unknown[] = [];
  const visited = new Set<string>();
  let path: string | undefined = first;
  while (path !== undefined) {
    if (visited.has(path)) throw unexpected("a list that ends");
    visited.add(path);
    const page = await read(path);
    if (!isObject(page) || !Array.isArray(page.value)) throw unexpected("a list");
    const values: readonly unknown[] = page.value;
    found.push(...values);
    const link = page["@odata.nextLink"];
    path = typeof link === "string" ? pathOf(link) : undefined;
  }
  return found;
}
