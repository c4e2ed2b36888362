import { nodeMayProxy, proxyFor, type Variables } from "../../../src/graph/http/proxy";

const graph = "https://graph.microsoft.com";
const address = "http://proxy.example:8080";

describe("the proxy for an https address", () => {
  test.each<[behavior: string, variables: Variables, expected: object | undefined]>([
    ["is none where no variable names one", {}, undefined],
    ["is that of HTTPS_PROXY", { HTTPS_PROXY: address }, { variable: "HTTPS_PROXY", address }],
    ["is that of https_proxy", { https_proxy: address }, { variable: "https_proxy", address }],
    ["is that of the capitals first", { https_proxy: "x", HTTPS_PROXY: address }, { variable: "HTTPS_PROXY", address }],
    ["passes over an empty variable", { HTTPS_PROXY: " ", https_proxy: address }, { variable: "https_proxy", address }],
    ["loses the blanks around it", { HTTPS_PROXY: ` ${address}\n` }, { variable: "HTTPS_PROXY", address }],
    ["is never that for plain http", { HTTP_PROXY: address, http_proxy: address }, undefined],
  ])("%s", (_behaviour, variables, expected) => {
    expect(proxyFor(graph, variables)).toEqual(expected);
  });

  test("is none for this machine's plain http, whatever the variables say", () => {
    const all = { HTTP_PROXY: address, HTTPS_PROXY: address, http_proxy: address, https_proxy: address };
    expect(proxyFor("http://127.0.0.1:4399", all)).toBeUndefined();
  });
});

describe("NO_PROXY", () => {
  const isExempt = (list: string, to = graph) => proxyFor(to, { HTTPS_PROXY: address, NO_PROXY: list }) === undefined;

  test.each([
    "graph.microsoft.com",
    "Graph.Microsoft.com",
    "microsoft.com",
    ".microsoft.com",
    "*.microsoft.com",
    "*",
    "localhost, graph.microsoft.com",
    "localhost graph.microsoft.com",
    "graph.microsoft.com:443",
    ",graph.microsoft.com,",
  ])("exempts graph.microsoft.com by %j", (list) => {
    expect(isExempt(list)).toBe(true);
  });

  test.each([
    "",
    ",",
    ".",
    "login.microsoft.com",
    "soft.com",
    "graph.microsoft",
    "graph.microsoft.com.example",
    "graph.microsoft.com:8443",
    "example.com",
  ])("doesn't exempt it by %j", (list) => {
    expect(isExempt(list)).toBe(false);
  });

  test("exempts a port of its own", () => {
    expect(isExempt("localhost:8443", "https://localhost:8443")).toBe(true);
    expect(isExempt("localhost:443", "https://localhost:8443")).toBe(false);
  });

  test("counts in small letters, too", () => {
    expect(proxyFor(graph, { HTTPS_PROXY: address, no_proxy: "graph.microsoft.com" })).toBeUndefined();
  });
});

test("Node's own fetch is not trusted with plain http where a variable names a proxy for it", () => {
  expect(nodeMayProxy("http://127.0.0.1:4399", { HTTP_PROXY: address })).toBe(true);
  expect(nodeMayProxy("http://127.0.0.1:4399", { http_proxy: address })).toBe(true);
  expect(nodeMayProxy("http://127.0.0.1:4399", { HTTPS_PROXY: address })).toBe(false);
  expect(nodeMayProxy(graph, { HTTP_PROXY: address })).toBe(false);
});
