import type { ScriptedAnswer, SeenRequest } from "./scriptedServer";

export interface ScriptedFetch {
  readonly url: string;
  readonly seen: readonly SeenRequest[];
  restore(): void;
}

/** Answers what this process fetches as a test says: for thousands of requests, where a server would take minutes. */
export function scriptFetch(script: (request: SeenRequest) => ScriptedAnswer): ScriptedFetch {
  const original = globalThis.fetch;
  // Requests that go through a proxy are not made with this fetch.
  const proxies = Object.entries(process.env).filter(([name]) => /^https?_proxy$/i.test(name));
  for (const [name] of proxies) delete process.env[name];
  const seen: SeenRequest[] = [];
  globalThis.fetch = async (input, options) => {
    const request = new Request(input, options);
    const { pathname, search } = new URL(request.url);
    const { method, headers } = request;
    const noted = { method, url: pathname + search, headers: Object.fromEntries(headers), body: await request.text() };
    seen.push(noted);
    const answer = script(noted);
    const text = typeof answer.body === "string" ? answer.body : JSON.stringify(answer.body);
    const body = answer.status === 204 || answer.body === undefined ? null : text;
    return new Response(body, {
      status: answer.status,
      headers: { "Content-Type": "application/json", ...answer.headers },
    });
  };
  return {
    url: "https://graph.test",
    seen,
    restore: () => {
      globalThis.fetch = original;
      Object.assign(process.env, Object.fromEntries(proxies));
    },
  };
}
