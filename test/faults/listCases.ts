import type { FaultCase } from "./faultCase";

const list = { method: "GET", path: "/vppTokens$" };
const apps = { method: "GET", path: "/mobileApps$" };
const lostCreate = { kind: "cut", when: "after", method: "POST" };

/** What may befall a run of its own, besides a single request: faults of the lists that its resources share. */
export interface RunCase extends FaultCase {
  readonly operation: "create" | "update" | "delete";
  /** Whether the next run names the id to import, and a third one with that import ends there. */
  readonly importsThen?: true;
}

export const runCases: readonly RunCase[] = [
  {
    operation: "create",
    kind: "a list before it that fails once",
    faults: [{ kind: "status", status: 500, ...list }],
    first: "succeeds",
  },
  {
    operation: "create",
    kind: "a list before it that stops in the middle",
    faults: [{ kind: "truncatedBody", ...list }],
    first: "succeeds",
  },
  {
    operation: "create",
    kind: "a list before it that is refused",
    faults: [{ kind: "status", status: 403, ...list }],
    first: "fails",
    says: /403/,
  },
  {
    operation: "create",
    kind: "a list before it that is none",
    faults: [{ kind: "patch", of: "answer", set: { value: "none" }, ...list }],
    first: "fails",
  },
  {
    operation: "create",
    kind: "a lost answer, and lists that lack the newest",
    faults: [lostCreate, { kind: "hideNewest", after: 1, ...list }],
    first: "succeeds",
  },
  {
    operation: "create",
    kind: "a lost answer, and stale reads after it",
    faults: [{ kind: "staleReads", reads: 1, method: "POST", and: { kind: "cut", when: "after" } }],
    first: "succeeds",
  },
  {
    operation: "create",
    kind: "a lost answer, and no list after it",
    faults: [lostCreate, { kind: "status", status: 403, after: 1, times: 9, ...list }],
    first: "fails",
    importsThen: true,
  },
  {
    operation: "update",
    kind: "no body, and a stale read after it",
    faults: [{ kind: "staleReads", reads: 1, method: "PATCH", and: { kind: "emptyBody" } }],
    first: "succeeds",
  },
  {
    operation: "delete",
    kind: "a list of apps that fails once",
    faults: [{ kind: "status", status: 503, retryAfter: 0.2, ...apps }],
    first: "succeeds",
  },
  {
    operation: "delete",
    kind: "a list of apps that is refused",
    faults: [{ kind: "status", status: 403, ...apps }],
    first: "fails",
    says: /forceDestroy/,
  },
  {
    operation: "delete",
    kind: "a list of apps that is none",
    faults: [{ kind: "patch", of: "answer", set: { value: "none" }, ...apps }],
    first: "fails",
  },
];
