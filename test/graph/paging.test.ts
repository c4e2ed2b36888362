import { GraphError } from "../../src/graph/errors/graphError";
import { nextPagePath } from "../../src/graph/paging";

describe("a list continues", () => {
  const endpoint = "https://graph.microsoft.com";

  test("at the path below the version, with its query", () => {
    const link = `${endpoint}/v1.0/deviceAppManagement/vppTokens?$top=2&$skiptoken=abc%3D`;
    expect(nextPagePath(link, endpoint, "v1.0")).toBe("/deviceAppManagement/vppTokens?$top=2&$skiptoken=abc%3D");
  });

  test("at the same address, however its host is written", () => {
    expect(nextPagePath("https://Graph.Microsoft.com:443/beta/x", endpoint, "beta")).toBe("/x");
  });

  test.each([
    ["on another host", "https://evil.example/v1.0/x"],
    ["on a host that begins alike", "https://graph.microsoft.com.evil.example/v1.0/x"],
    ["in another version", `${endpoint}/beta/x`],
    ["outside of the version", `${endpoint}/v1.0/../beta/x`],
    ["nowhere", "x"],
  ])("not %s", (_where, link) => {
    expect(() => nextPagePath(link, endpoint, "v1.0")).toThrow(GraphError);
  });
});
