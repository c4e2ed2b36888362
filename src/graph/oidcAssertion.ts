import { readFile } from "node:fs/promises";
import { isObject, parsed, textOf } from "./json";
import { networkTrouble } from "./networkTrouble";
import type { OidcSource } from "./oidcSource";

type AssertionSource = Exclude<OidcSource, { readonly from: "azure pipelines" }>;

/** Whom GitHub's token is for. Source: Microsoft Entra, "Workload identity federation", audiences. */
const audience = "api://AzureADTokenExchange";
const timeLimitSeconds = 30;

/** The token to exchange, fresh from its source each time. @throws Error whose message says what was missing */
export async function oidcAssertion(source: AssertionSource): Promise<string> {
  switch (source.from) {
    case "token":
      return source.token;
    case "file":
      return fromFile(source.path);
    case "request":
      return fromRequest(source.url, source.bearer);
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

async function fromRequest(address: string, bearer: string): Promise<string> {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (url?.protocol !== "https:") throw new Error("the address that gives OIDC tokens is not an https URL.");
  url.searchParams.set("audience", audience);
  const headers = { Authorization: `Bearer ${bearer}`, Accept: "application/json" };
  const signal = AbortSignal.timeout(timeLimitSeconds * 1000);
  try {
    const response = await fetch(url, { headers, redirect: "manual", signal });
    const body = parsed(await response.text());
    const token = isObject(body) ? textOf(body.value) : undefined;
    if (response.ok && token !== undefined) return token;
    throw new OidcRequestFailure(`${url.origin} answered ${response.status} and gave no OIDC token.`);
  } catch (error) {
    if (error instanceof OidcRequestFailure) throw error;
    const { message } = networkTrouble(error, timeLimitSeconds);
    throw new OidcRequestFailure(`no OIDC token from ${url.origin}: ${message}.`);
  }
}

class OidcRequestFailure extends Error {}
