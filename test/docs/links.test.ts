import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { root } from "../support/pulumi";
import { readPages } from "./pages";

const pages = readPages();

/** Why a link of that page leads nowhere; undefined when it is in order. */
function trouble(page: string, link: string): string | undefined {
  if (/^[a-z]+:/.test(link)) {
    return /^https:\/\/[\w.-]+\.[a-z]+(\/|$)/.test(link) && URL.canParse(link) ? undefined : "is no https address";
  }
  const [path = "", anchor] = link.split("#");
  const target = path === "" ? page : join(dirname(page), path);
  if (!existsSync(join(root, target))) return "leads to no file";
  if (anchor === undefined) return undefined;
  const anchors = pages.find((each) => each.path === target)?.anchors ?? [];
  return anchors.includes(anchor) ? undefined : `leads to no heading of ${target}`;
}

describe("the links of the documentation", () => {
  test.each(pages.map(({ path, links }) => [path, links] as const))("of %s lead somewhere", (path, links) => {
    expect(links.flatMap((link) => trouble(path, link)?.replace(/^/, `${link} `) ?? [])).toEqual([]);
  });

  test("lead from the index to every page of docs/", () => {
    const index = pages.find(({ path }) => path === "docs/README.md");
    const linked = new Set(index?.links.map((link) => join("docs", link.split("#")[0] ?? "")));
    const others = pages.map(({ path }) => path).filter((path) => path.startsWith("docs/") && path !== index?.path);
    expect(others.filter((path) => !linked.has(path))).toEqual([]);
  });
});
