import { vppToken } from "../../../src/definitions/vppToken";
import { paginate } from "../../../src/emulator/entities/page";
import { readQuery } from "../../../src/emulator/entities/query";

const url = new URL("http://127.0.0.1:4399/v1.0/deviceAppManagement/vppTokens?$top=2&$select=id,state");
const items = (...positions: number[]) => positions.map((position) => ({ position }));
const read = (query: string, target: "list" | "entity" = "list", version: "v1.0" | "beta" = "v1.0") =>
  readQuery(new URLSearchParams(query), vppToken, version, target);

describe("paging", () => {
  test("a list that fits on a page has no next link", () => {
    expect(paginate(items(1, 2), 0, 2, url)).toEqual({ items: items(1, 2), nextLink: undefined });
    expect(paginate([], 0, 2, url)).toEqual({ items: [], nextLink: undefined });
  });

  test("the next link is absolute, keeps the query and continues after the last entity", () => {
    const { items: first, nextLink } = paginate(items(1, 2, 3), 0, 2, url);
    expect(first).toEqual(items(1, 2));
    expect(nextLink).toMatch(/^http:\/\/127\.0\.0\.1:4399\/v1\.0\/.*\?\$top=2&\$select=id,state&\$skiptoken=\w+$/);
    expect(readQuery(new URL(nextLink ?? "").searchParams, vppToken, "v1.0", "list").after).toBe(2);
  });

  test("entities deleted between two pages hide no other", () => {
    expect(paginate(items(3, 4), 2, 2, url).items).toEqual(items(3, 4));
  });
});

describe("query options", () => {
  test("are read from a list's query", () => {
    expect(read("$select=id, state&$top=5&$count=true")).toEqual({
      select: ["id", "state"],
      top: 5,
      count: true,
      after: 0,
    });
    expect(read("")).toEqual({ count: false, after: 0 });
  });

  test.each(["$top=0", "$top=-1", "$top=x", "$skiptoken=x", "$filter=id eq 'x'", "$orderby=id", "$select=nonsense"])(
    "%s is refused",
    (query) => {
      expect(() => read(query)).toThrow(expect.objectContaining({ status: 400 }));
    },
  );

  test("a property of another version can't be selected", () => {
    expect(() => read("$select=displayName")).toThrow("'displayName' does not exist");
    expect(read("$select=displayName", "list", "beta").select).toEqual(["displayName"]);
  });

  test("an entity can't be paged", () => {
    expect(() => read("$top=1", "entity")).toThrow("'$top' is not supported here");
  });
});
