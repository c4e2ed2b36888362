/** Answers a request, or throws as fetch does. */
export type Handler = (request: Request) => Promise<Response>;

/**
 * Stands in place of the network: requests of this process to a host of this wire reach its handler. The real Graph
 * client and its middleware run above it.
 */
export class Wire {
  private readonly original = globalThis.fetch;
  private readonly hosts = new Map<string, Handler>();
  private readonly proxies: [string, string | undefined][];
  private opened = 0;

  constructor() {
    // Requests that go through a proxy are not made with this fetch.
    this.proxies = Object.entries(process.env).filter(([name]) => /^https?_proxy$/i.test(name));
    for (const [name] of this.proxies) delete process.env[name];
    globalThis.fetch = async (input, options) => {
      const request = new Request(input, options);
      const handler = this.hosts.get(new URL(request.url).host);
      if (handler === undefined) throw new TypeError("fetch failed", { cause: { code: "ECONNREFUSED" } });
      return handler(request);
    };
  }

  /** The address at which the handler is reached. */
  open(handler: Handler): string {
    this.opened += 1;
    const host = `run-${this.opened}.graph.test`;
    this.hosts.set(host, handler);
    return `https://${host}`;
  }

  restore(): void {
    globalThis.fetch = this.original;
    Object.assign(process.env, Object.fromEntries(this.proxies));
  }
}

/** An answer that never comes: whoever waits for it is dead. */
export const never = <T>(): Promise<T> => new Promise(() => {});
