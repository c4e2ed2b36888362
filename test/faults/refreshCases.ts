import type { FaultCase } from "./faultCase";

const status = (code: number, more: Readonly<Record<string, unknown>> = {}) => [
  { kind: "status", status: code, ...more },
];

/** What the first read of a refresh may meet. */
export const refreshCases: readonly FaultCase[] = [
  { kind: "429 with Retry-After", faults: status(429, { retryAfter: 0.5 }), first: "succeeds" },
  { kind: "connection cut", faults: [{ kind: "cut" }], first: "succeeds" },
  { kind: "connection cut within the answer", faults: [{ kind: "cut", when: "midway" }], first: "succeeds" },
  { kind: "half of the JSON", faults: [{ kind: "truncatedBody" }], first: "succeeds" },
  { kind: "a proxy's page as 200", faults: [{ kind: "htmlPage" }], first: "succeeds" },
  { kind: "a proxy's page as 404", faults: [{ kind: "htmlPage", status: 404 }], first: "fails" },
  { kind: "404 without a body", faults: status(404, { times: 99, body: "none" }), first: "fails" },
  {
    kind: "404 with JSON that isn't Graph's",
    faults: [{ kind: "answer", status: 404, times: 99, json: { statusCode: 404, message: "Resource not found" } }],
    first: "fails",
  },
  {
    kind: "a list whose pages never end",
    faults: [{ kind: "nextLink", leads: "endless", times: 99_999 }],
    first: "fails",
  },
  { kind: "pages that overlap", faults: [{ kind: "nextLink", leads: "overlap", times: 99 }], first: "succeeds" },
  {
    kind: "ids in capitals",
    faults: [{ kind: "respell", names: "id", as: "upperCase", times: 99 }],
    first: "succeeds",
  },
  {
    kind: "lists that show null for what people write",
    faults: [{ kind: "patch", path: "vppTokens$", times: 99, set: { appleId: null, organizationName: null } }],
    first: "succeeds",
  },
  { kind: "401 once", faults: status(401), first: "fails", says: /--run-program/ },
  { kind: "403", faults: status(403), first: "fails", says: /Read\.All/ },
  { kind: "410", faults: status(410), first: "fails" },
  {
    kind: "unknown states and properties",
    faults: [{ kind: "patch", times: 99, set: { state: "fromTheFuture", news: { deep: [null] } } }],
    first: "succeeds",
  },
  {
    kind: "wrong types and nulls in what isn't declared",
    faults: [{ kind: "patch", times: 99, set: { state: 7, organizationName: null, lastSyncDateTime: {} } }],
    first: "succeeds",
  },
  {
    kind: "answers that lack what is declared",
    faults: [{ kind: "patch", times: 99, remove: ["appleId", "countryOrRegion", "automaticallyUpdateApps"] }],
    first: "succeeds",
  },
];
