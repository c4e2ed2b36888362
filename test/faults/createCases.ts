import type { FaultCase } from "./faultCase";

const status = (code: number, more: Readonly<Record<string, unknown>> = {}) => [
  { kind: "status", status: code, ...more },
];
/** Nothing tells whether it was created: it is not sent again, and the next run finds out. */
const stops = { first: "fails", says: /may have been created/ } as const;
const patch = (more: Readonly<Record<string, unknown>>) => [{ kind: "patch", ...more }];

const foreignError = { error: { code: "SignInRequired", message: "Sign in to the network." } };

/** What a POST may meet. */
export const createCases: readonly FaultCase[] = [
  { kind: "no fault", faults: [], first: "succeeds" },
  { kind: "a late answer", faults: [{ kind: "latency", milliseconds: 400 }], first: "succeeds" },
  { kind: "429, Retry-After in seconds", faults: status(429, { retryAfter: 1 }), first: "succeeds" },
  { kind: "429, Retry-After in fractions", faults: status(429, { retryAfter: 0.2 }), first: "succeeds" },
  { kind: "429, Retry-After as a date", faults: status(429, { retryAfterDate: 1 }), first: "succeeds" },
  { kind: "429, Retry-After that makes no sense", faults: status(429, { retryAfter: "soon" }), first: "succeeds" },
  { kind: "429 without Retry-After", faults: status(429), first: "succeeds" },
  { kind: "429 twice, Intune's way", faults: status(429, { times: 2, body: "intune" }), first: "succeeds" },
  { kind: "429 that doesn't end", faults: status(429, { times: 99, retryAfter: 0 }), first: "fails", says: /429/ },
  { kind: "429 with a wait of hours", faults: status(429, { retryAfter: 9999 }), first: "fails", says: /9999 s/ },
  { kind: "503 with Retry-After", faults: status(503, { retryAfter: 0.5 }), first: "succeeds" },
  { kind: "503 before anything is done", faults: status(503), first: "succeeds" },
  { kind: "503 when all is done", faults: status(503, { when: "after" }), first: "succeeds" },
  { kind: "500 before anything is done", faults: status(500), first: "succeeds" },
  { kind: "500 when all is done", faults: status(500, { when: "after", body: "intune" }), first: "succeeds" },
  { kind: "502 without a body", faults: status(502, { body: "none" }), ...stops },
  {
    kind: "502 without a body when all is done",
    faults: status(502, { body: "none", when: "after" }),
    first: "succeeds",
  },
  { kind: "502 as a proxy's page", faults: [{ kind: "htmlPage", status: 502 }], ...stops },
  { kind: "504 before anything is done", faults: status(504), first: "succeeds" },
  { kind: "504 when all is done", faults: status(504, { when: "after" }), first: "succeeds" },
  { kind: "connection cut before anything is done", faults: [{ kind: "cut" }], ...stops },
  { kind: "connection cut when all is done", faults: [{ kind: "cut", when: "after" }], first: "succeeds" },
  { kind: "connection cut within the answer", faults: [{ kind: "cut", when: "midway" }], first: "succeeds" },
  { kind: "half of the JSON", faults: [{ kind: "truncatedBody" }], first: "succeeds" },
  { kind: "no body", faults: [{ kind: "emptyBody" }], first: "succeeds" },
  { kind: "a slow body", faults: [{ kind: "slowBody", bytes: 64 }], first: "succeeds" },
  { kind: "a proxy's page as 200", faults: [{ kind: "htmlPage" }], ...stops },
  { kind: "200 with an error in it", faults: [{ kind: "answer", json: foreignError }], ...stops },
  {
    kind: "200 with an error in it when all is done",
    faults: [{ kind: "answer", json: foreignError, when: "after" }],
    first: "succeeds",
  },
  {
    kind: "connection cut when all is done, and lists that lag 10 s",
    faults: [{ kind: "staleReads", milliseconds: 10_000, and: { kind: "cut", when: "after" } }],
    first: "succeeds",
  },
  {
    kind: "500 when all is done, and lists that lag 10 s",
    faults: [{ kind: "staleReads", milliseconds: 10_000, and: { kind: "status", status: 500, when: "after" } }],
    first: "succeeds",
  },
  { kind: "a proxy's page as 200 when all is done", faults: [{ kind: "htmlPage", when: "after" }], first: "succeeds" },
  {
    kind: "400 that repeats what was sent",
    faults: status(400, { body: "intune", message: "Not this: {body}" }),
    first: "fails",
    says: /Not this: .*\[secret\]/,
  },
  { kind: "401 once", faults: status(401), first: "fails", says: /--run-program/ },
  { kind: "403", faults: status(403), first: "fails", says: /DeviceManagement\w+\.ReadWrite\.All/ },
  { kind: "409", faults: status(409, { message: "Busy." }), first: "fails", says: /409 \(Conflict\): Busy\./ },
  {
    kind: "a redirect",
    faults: status(302, { location: "http://127.0.0.1:1/", body: "none" }),
    first: "fails",
    says: /redirects/,
  },
  { kind: "an unknown state", faults: patch({ set: { state: "fromTheFuture" } }), first: "succeeds" },
  {
    kind: "an answer without most properties",
    faults: patch({ remove: ["state", "expirationDateTime", "countryOrRegion", "automaticallyUpdateApps", "appleId"] }),
    first: "succeeds",
  },
  {
    kind: "an answer of nulls",
    faults: patch({ set: { state: null, expirationDateTime: null, countryOrRegion: null, organizationName: null } }),
    first: "succeeds",
  },
  {
    kind: "an answer of wrong types",
    faults: patch({ set: { state: 7, expirationDateTime: true, countryOrRegion: {}, automaticallyUpdateApps: "yes" } }),
    first: "succeeds",
  },
  {
    kind: "an answer of unknown properties",
    faults: patch({ set: { news: { deep: [{ deeper: null }] }, "odd name": 1, constructor: "x" } }),
    first: "succeeds",
  },
  { kind: "an answer without an id", faults: patch({ remove: ["id"] }), first: "succeeds" },
  { kind: "an answer whose id is a number", faults: patch({ set: { id: 5 } }), first: "succeeds" },
];
