import { readFile } from "node:fs/promises";
import { isObject, parsed, textOf } from "../../json";
import type { OidcSource } from "../config/oidcSource";
import { isTransient, toNetworkError } from "../errors/networkError";
import { type Fetch, proxiedFetch } from "../http/proxy";
import { type Clock, stopwatch, systemClock } from "../retry/clock";
import { retryLimits } from "../retry/limits";
import { attemptSummary } from "../retry/notices";

type AssertionSource = Exclude<OidcSource, { readonly from: "azure pipelines" }>;
type RequestSource = Extract<OidcSource, { readonly from: "request" }>;

/** The effects of a request for a token. */
interface Effects extends Clock {
  readonly fetchFor: (address: string) => Fetch;
}

const defaults: Effects = { ...systemClock, fetchFor: (address) => proxiedFetch(address) ?? fetch };

const { attemptTimeoutMs, delaysMs } = retryLimits.oidcToken;

/** Reads the token to exchange from its source each time. @throws Error whose message says what is missing */
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

/** The result of an attempt: the token, or why there is none and whether another attempt makes sense. */
type Outcome = { readonly token: string } | { readonly problem: string; readonly isTransient: boolean };

async function fromRequest({ url: address, bearer, audience }: RequestSource, effects: Effects): Promise<string> {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (url?.protocol !== "https:") throw new Error("the address that gives OIDC tokens is not an https URL.");
  url.searchParams.set("audience", audience);
  const fetch = effects.fetchFor(url.href);
  const elapsedMs = stopwatch(effects);
  for (let attempts = 1; ; attempts += 1) {
    const outcome = await attempt(fetch, url, bearer);
    if ("token" in outcome) return outcome.token;
    const delayMs = outcome.isTransient ? delaysMs[attempts - 1] : undefined;
    if (delayMs === undefined) {
      const summary = attemptSummary(attempts, elapsedMs());
      throw new Error([`${outcome.problem}.`, ...(summary === undefined ? [] : [summary])].join(" "));
    }
    await effects.sleep(delayMs);
  }
}

async function attempt(fetch: Fetch, url: URL, bearer: string): Promise<Outcome> {
  const headers = { Authorization: `Bearer ${bearer}`, Accept: "application/json" };
  const signal = AbortSignal.timeout(attemptTimeoutMs);
  try {
    const response = await fetch(url.href, { headers, redirect: "manual", signal });
    const body = parsed(await response.text());
    const token = isObject(body) ? textOf(body.value) : undefined;
    if (response.ok && token !== undefined) return { token };
    const { status } = response;
    const problem = `${url.origin} answered ${status} and gave no OIDC token`;
    return { problem, isTransient: status === 429 || status >= 500 };
  } catch (error) {
    const networkError = toNetworkError(error, attemptTimeoutMs);
    if (networkError === undefined) throw error;
    return {
      problem: `no OIDC token from ${url.origin}: ${networkError.message}`,
      isTransient: isTransient(networkError.code),
    };
  }
}
