/** A moment of a run, told by the requests that it makes. */
export interface Moment {
  /** The method of the requests that count. */
  readonly method: string;
  /** Which of them it is, from 1. */
  readonly nth: number;
  /** Before the service learns of the request, or when it has done as asked and its answer isn't passed on yet. */
  readonly when: "before" | "after";
}

/** A run of the CLI, and the moment at which it is interrupted. */
export interface Act {
  readonly name: string;
  readonly command: "up" | "refresh" | "destroy";
  /** The declared tokens, and when each expires. */
  readonly declares: Readonly<Record<string, string>>;
  readonly at: Moment;
}

const [one, two] = ["2097-05-01T10:00:00-0700", "2098-05-01T10:00:00-0700"];
const all = { a: one, b: one, c: one };
const renewed = { ...all, b: two };
/** Each goes on where the one before has ended. */
export const acts: readonly Act[] = [
  { name: "up, at the list", command: "up", declares: { a: one }, at: { method: "GET", nth: 1, when: "before" } },
  {
    name: "up, before a POST",
    command: "up",
    declares: { a: one, b: one },
    at: { method: "POST", nth: 1, when: "before" },
  },
  { name: "up, after a POST", command: "up", declares: all, at: { method: "POST", nth: 1, when: "after" } },
  { name: "renew, after the PATCH", command: "up", declares: renewed, at: { method: "PATCH", nth: 1, when: "after" } },
  { name: "refresh, at a GET", command: "refresh", declares: renewed, at: { method: "GET", nth: 1, when: "before" } },
  {
    name: "destroy, after a DELETE",
    command: "destroy",
    declares: renewed,
    at: { method: "DELETE", nth: 1, when: "after" },
  },
];

/** Neither signal lets a provider finish what it does, so one of them is tried at the decisive moments only. */
export const decisive = acts.filter(({ at }) => at.when === "after");
