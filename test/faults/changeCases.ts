import type { FaultCase } from "./faultCase";

const status = (code: number, more: Readonly<Record<string, unknown>> = {}) => [
  { kind: "status", status: code, ...more },
];

const foreignError = { error: { code: "SignInRequired", message: "Sign in to the network." } };

/** What a PATCH of ordinary properties may meet. */
export const updateCases: readonly FaultCase[] = [
  { kind: "429 with Retry-After", faults: status(429, { retryAfter: 0.5 }), first: "succeeds" },
  { kind: "500 before anything is done", faults: status(500), first: "succeeds" },
  { kind: "504 when all is done", faults: status(504, { when: "after" }), first: "succeeds" },
  { kind: "connection cut before anything is done", faults: [{ kind: "cut" }], first: "succeeds" },
  { kind: "connection cut when all is done", faults: [{ kind: "cut", when: "after" }], first: "succeeds" },
  { kind: "half of the JSON", faults: [{ kind: "truncatedBody" }], first: "succeeds" },
  { kind: "no body", faults: [{ kind: "emptyBody" }], first: "succeeds" },
  { kind: "a proxy's page as 200", faults: [{ kind: "htmlPage" }], first: "succeeds" },
  { kind: "200 with an error in it", faults: [{ kind: "answer", json: foreignError }], first: "succeeds" },
  { kind: "an answer like Graph's, and nothing done", faults: [{ kind: "swallow" }], first: "succeeds" },
  {
    kind: "a proxy's page as 200, always",
    faults: [{ kind: "htmlPage", times: 99 }],
    first: "fails",
    says: /not updated/,
  },
  { kind: "404", faults: status(404, { body: "intune" }), first: "fails", says: /no longer in Intune/ },
  { kind: "404 without a body", faults: status(404, { body: "none" }), first: "fails" },
  { kind: "a proxy's page as 404", faults: [{ kind: "htmlPage", status: 404 }], first: "fails" },
  { kind: "409 once", faults: status(409), first: "fails", says: /409 \(Conflict\)/ },
  {
    kind: "an answer of the values before",
    faults: [{ kind: "patch", set: { automaticallyUpdateApps: false, countryOrRegion: "gb" } }],
    first: "succeeds",
  },
];

/** What the PATCH of a renewed token may meet. */
export const renewCases: readonly FaultCase[] = [
  { kind: "429 without Retry-After", faults: status(429), first: "succeeds" },
  { kind: "500 when all is done", faults: status(500, { when: "after" }), first: "succeeds" },
  { kind: "connection cut before anything is done", faults: [{ kind: "cut" }], first: "succeeds" },
  { kind: "connection cut when all is done", faults: [{ kind: "cut", when: "after" }], first: "succeeds" },
  { kind: "connection cut within the answer", faults: [{ kind: "cut", when: "midway" }], first: "succeeds" },
  { kind: "no body", faults: [{ kind: "emptyBody" }], first: "succeeds" },
  { kind: "a proxy's page as 200", faults: [{ kind: "htmlPage" }], first: "succeeds" },
  { kind: "a proxy's page as 200 when all is done", faults: [{ kind: "htmlPage", when: "after" }], first: "succeeds" },
  { kind: "200 with an error in it", faults: [{ kind: "answer", json: foreignError }], first: "succeeds" },
  { kind: "an answer like Graph's, and nothing done", faults: [{ kind: "swallow" }], first: "succeeds" },
  {
    kind: "an answer like Graph's, and nothing done, always",
    faults: [{ kind: "swallow", times: 99 }],
    first: "fails",
    says: /not updated/,
  },
  { kind: "403", faults: status(403), first: "fails", says: /ReadWrite\.All/ },
  {
    kind: "400 that repeats what was sent",
    faults: status(400, { message: "Not this: {body}" }),
    first: "fails",
    says: /Not this: .*\[secret\]/,
  },
  {
    kind: "400 when all is done",
    faults: status(400, { when: "after", message: "Sorry." }),
    first: "fails",
    says: /Sorry\./,
  },
];

/** What a DELETE may meet. */
export const deleteCases: readonly FaultCase[] = [
  { kind: "429 with Retry-After", faults: status(429, { retryAfter: 0.5 }), first: "succeeds" },
  { kind: "500 before anything is done", faults: status(500), first: "succeeds" },
  { kind: "504 when all is done", faults: status(504, { when: "after" }), first: "succeeds" },
  { kind: "connection cut before anything is done", faults: [{ kind: "cut" }], first: "succeeds" },
  { kind: "connection cut when all is done", faults: [{ kind: "cut", when: "after" }], first: "succeeds" },
  { kind: "a proxy's page as 404", faults: [{ kind: "htmlPage", status: 404 }], first: "fails" },
  { kind: "404 without a body", faults: status(404, { body: "none" }), first: "fails" },
  {
    kind: "404 with JSON that isn't Graph's",
    faults: [{ kind: "answer", status: 404, json: { message: "Resource not found" } }],
    first: "fails",
  },
  { kind: "401 once", faults: status(401), first: "fails", says: /--run-program/ },
  { kind: "403", faults: status(403), first: "fails", says: /ReadWrite\.All/ },
  { kind: "404 though it is there", faults: status(404, { when: "after", body: "intune" }), first: "succeeds" },
];
