import { readFile } from "node:fs/promises";
import { setTimeout } from "node:timers/promises";
import { effortText } from "./effort";
import { isObject, parsed, textOf } from "./json";
import { mayPass, networkTrouble } from "./networkTrouble";
import type { OidcSource } from "./oidcSource";
import { type Fetch, proxiedFetch } from "./proxiedFetch";

type AssertionSource = Exclude<OidcSource, { readonly from: "azure pipelines" }>;
type RequestSource = Extract<OidcSource, { readonly from: "request" }>;

/** What a request for a token takes from the world around it. */
interface Effects {
  readonly fetchFor: (address: string) => Fetch;
  readonly now: () => Date;
  readonly sleep: (seconds: number) => Promise<void>;
}

const defaults: Effects = {
  fetchFor: (address) => proxiedFetch(address) ?? fetch,
  now: () => new Date(),
  sleep: (seconds) => setTimeout(seconds * 1000),
};

/** What an attempt may take. All three with their pauses take less than signing in may, so that it hears of the end. */
const timeLimitSeconds = 15;

/** Before the second attempt and the third, in seconds: one failed request must not fail a whole run. */
const pauses = [1, 2] as const;

/** The token to exchange, fresh from its source each time. @throws Error whose message says what was missing */
export async function oidcAssertion(source: AssertionSource, effects: Partial<Effects> = {}): Promise<string> {
  switch (source.from) {
    case "token":
      return source.token;
    case "file":
      return fromFile(source.path);
    case "request":
      return fromRequest(source, { ...defaults, ...effects });
  }
}

async function fromFile(path: string): Promise<string> {
  const text = await readFile(path, "utf8").catch((error: unknown) => {
    const code = isObject(error) ? textOf(error.code) : undefined;
    throw new Error(`the file with the OIDC token, ${path}, cannot be read (${code ?? "unknown reason"}).`);
  });
  if (text.trim() === "") throw new Error(`the file with the OIDC token, ${path}, is empty.`);
  return text.trim();
}

/** What came of an attempt: the token, or why there is none and whether that may pass by itself. */
type Outcome = { readonly token: string } | { readonly problem: string; readonly passing: boolean };

async function fromRequest({ url: address, bearer, audience }: RequestSource, effects: Effects): Promise<string> {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (url?.protocol !== "https:") throw new Error("the address that gives OIDC tokens is not an https URL.");
  url.searchParams.set("audience", audience);
  const fetch = effects.fetchFor(url.href);
  const begun = effects.now().getTime();
  for (let attempts = 1; ; attempts += 1) {
    const outcome = await attempt(fetch, url, bearer);
    if ("token" in outcome) return outcome.token;
    const pause = outcome.passing ? pauses[attempts - 1] : undefined;
    if (pause === undefined) {
      const effort = effortText(attempts, (effects.now().getTime() - begun) / 1000);
      throw new Error([`${outcome.problem}.`, ...(effort === undefined ? [] : [effort])].join(" "));
    }
    await effects.sleep(pause);
  }
}

async function attempt(fetch: Fetch, url: URL, bearer: string): Promise<Outcome> {
  const headers = { Authorization: `Bearer ${bearer}`, Accept: "application/json" };
  const signal = AbortSignal.timeout(timeLimitSeconds * 1000);
  try {
    const response = await fetch(url.href, { headers, redirect: "manual", signal });
    const body = parsed(await response.text());
    const token = isObject(body) ? textOf(body.value) : undefined;
    if (response.ok && token !== undefined) return { token };
    const { status } = response;
    const problem = `${url.origin} answered ${status} and gave no OIDC token`;
    return { problem, passing: status === 429 || status >= 500 };
  } catch (error) {
    const trouble = networkTrouble(error, timeLimitSeconds);
    if (trouble === undefined) throw error;
    return { problem: `no OIDC token from ${url.origin}: ${trouble.message}`, passing: mayPass(trouble.code) };
  }
}
