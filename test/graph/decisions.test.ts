import { mayCarryBearer } from "../../src/graph/auth/authorization";
import { GraphError } from "../../src/graph/errors/graphError";
import { nextPagePath } from "../../src/graph/paging";

describe("the bearer token goes", () => {
  test.each([
    ["to the connection's Graph", "https://graph.microsoft.com/v1.0/x", "https://graph.microsoft.com", true],
    [
      "not to a host that only begins alike",
      "https://graph.microsoft.com.example/x",
      "https://graph.microsoft.com",
      false,
    ],
    ["not to the same host over http", "http://graph.microsoft.com/x", "https://graph.microsoft.com", false],
    ["not to another port", "https://graph.microsoft.com:444/x", "https://graph.microsoft.com", false],
    ["not over http beyond this machine", "http://graph.example/x", "http://graph.example", false],
    ["over http to this machine", "http://127.0.0.1:4399/v1.0/x", "http://127.0.0.1:4399", true],
    ["not to another port of this machine", "http://127.0.0.1:4400/v1.0/x", "http://127.0.0.1:4399", false],
    ["to an endpoint with a path", "https://gate.example/graph/v1.0", "https://gate.example/graph", true],
  ])("%s", (_where, address, graphEndpoint, expected) => {
    expect(mayCarryBearer(address, graphEndpoint)).toBe(expected);
  });
});

describe("a list goes on", () => {
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
