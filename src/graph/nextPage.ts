import { GraphFailure } from "./failure";
import { foreignText } from "./foreignText";

/**
 * The path of a list's next page, below the Graph endpoint and version.
 * @throws GraphFailure when the link leads away from the endpoint or version that the list was asked of
 */
export function nextPage(link: string, graphEndpoint: string, version: string): string {
  const base = new URL(`${graphEndpoint}/${version}/`).href;
  const address = URL.canParse(link) ? new URL(link) : undefined;
  if (!address?.href.startsWith(base)) {
    const where = address === undefined ? "no address at all" : foreignText(address.origin);
    throw new GraphFailure({
      kind: "notSent",
      graphMessage: `the list goes on at ${where}, outside ${base}, where the credentials are not sent`,
    });
  }
  return `/${address.href.slice(base.length)}`;
}
