import { isTransient, NetworkError, nothingWasSent } from "../../../src/graph/errors/networkError";
import { tunnel } from "../../../src/graph/http/tunnel";
import { type ConnectProxy, type ProxyDecision, startConnectProxy } from "./connectProxy";

const host = "graph.microsoft.com:443";
const password = "p4ss-of-the-test";
const variable = "HTTPS_PROXY";

let proxy: ConnectProxy | undefined;
afterEach(async () => {
  await proxy?.close();
  proxy = undefined;
});

async function troubleAt(address: string): Promise<NetworkError> {
  const trouble = await tunnel({ variable, address }, host).then(
    () => "a way through",
    (error: unknown) => error,
  );
  if (!(trouble instanceof NetworkError)) throw new Error(`That was no trouble: ${trouble}`);
  expect(trouble.message).not.toContain(password);
  expect(trouble.message).not.toContain(address);
  return trouble;
}

describe("a proxy that does not connect", () => {
  test.each<[ProxyDecision, passes: boolean, message: string]>([
    [407, false, "the proxy requires a user and a password, or rejected the given ones (407). Check HTTPS_PROXY"],
    [403, false, `the proxy blocks ${host} (403). Allow it there, or check HTTPS_PROXY`],
    [429, true, `the proxy could not connect to ${host} (429). Check the proxy and HTTPS_PROXY`],
    [502, true, `the proxy could not connect to ${host} (502). Check the proxy and HTTPS_PROXY`],
    ["hang up", true, "the proxy could not be reached: the connection broke off (ECONNRESET). Check HTTPS_PROXY"],
  ])("by %j is reported with the variable and without its value", async (decision, passes, message) => {
    proxy = await startConnectProxy(() => decision);
    const trouble = await troubleAt(proxy.url(`user:${password}`));
    expect(trouble.message).toBe(message);
    expect(proxy.seen).toHaveLength(1);
    expect({ passes: isTransient(trouble.code), sent: !nothingWasSent(trouble.code) }).toEqual({ passes, sent: false });
  });

  test("a proxy that isn't running is reported, and is transient", async () => {
    const gone = await startConnectProxy();
    await gone.close();
    const trouble = await troubleAt(gone.url(`user:${password}`));
    expect(trouble.message).toBe(
      "the proxy could not be reached: the connection was refused; no service listens at this address (ECONNREFUSED). Check HTTPS_PROXY",
    );
    expect(isTransient(trouble.code) && nothingWasSent(trouble.code)).toBe(true);
  });
});

describe("a proxy variable without a usable address", () => {
  test.each([
    ["without a scheme", "proxy.contoso.example:8080"],
    ["without a scheme and with a password", `user:${password}@proxy.contoso.example:8080`],
    ["of another kind", `socks5://user:${password}@proxy.contoso.example:1080`],
    ["with a bare per cent sign in the password", `http://user:${password}%@proxy.contoso.example:8080`],
  ])("%s: the error names the variable and shows an example", async (_kind, address) => {
    const trouble = await troubleAt(address);
    expect(trouble.message).toMatch(
      /^HTTPS_PROXY is not the address of a proxy\. It looks like http:\/\/proxy\.example:8080 or /,
    );
    expect(isTransient(trouble.code)).toBe(false);
  });
});

describe("the proxy's user", () => {
  test.each([
    ["user and password", "user:secret", "user:secret"],
    ["signs that an address can't hold as they are", "us%40er:p%3A%2F%25%C3%A4", "us@er:p:/%ä"],
    ["a user alone", "user", "user:"],
    ["nobody", undefined, undefined],
  ])("%s: is sent with the request", async (_who, inAddress, sent) => {
    proxy = await startConnectProxy(() => 403);
    await troubleAt(proxy.url(inAddress));
    expect(proxy.seen).toEqual([{ method: "CONNECT", to: host, user: sent }]);
  });
});
