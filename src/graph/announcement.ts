import type { GraphFailure } from "./failure";
import type { GraphCall } from "./request";

/** Longer waits are announced, in seconds: a person who sees nothing for longer thinks that it hangs. */
const silentSeconds = 10;

/** What is about to be waited for. */
export interface Wait {
  readonly call: Pick<GraphCall, "method" | "path">;
  readonly failure: Pick<GraphFailure, "kind" | "status" | "graphMessage">;
  /** Attempts made. */
  readonly attempts: number;
  readonly seconds: number;
  /** Whether the service asked for the wait, which then holds for the connection's other requests, too. */
  readonly asked: boolean;
}

/** The sentence that says why nothing happens for so long; undefined when the wait is short. */
export function announcement({ call, failure, attempts, seconds, asked }: Wait): string | undefined {
  if (seconds <= silentSeconds) return undefined;
  const what = `${call.method.toUpperCase()} ${call.path.split("?")[0]}`;
  const rest = asked ? " The service asked for this pause, and all other requests wait with it." : "";
  return `${what}: ${reasonOf(failure)}. Waiting ${Math.round(seconds)} s before attempt ${attempts + 1}.${rest}`;
}

function reasonOf({ kind, status, graphMessage }: Wait["failure"]): string {
  if (status === undefined) return `no answer from Microsoft Graph (${graphMessage})`;
  if (kind === "notGraph") return `HTTP ${status} without an error of Microsoft Graph's (${graphMessage})`;
  return `Microsoft Graph answered ${status}${reasons[status] ?? ""}`;
}

const reasons: Readonly<Record<number, string>> = {
  429: " (it throttles)",
  503: " (it throttles or is overloaded)",
  504: " (it took too long)",
};

/** Announces long waits. Several calls are told of the same pause at about the same time, and once is enough. */
export function announcer(effects: {
  readonly now: () => Date;
  readonly say: (sentence: string) => void;
}): (wait: Wait) => void {
  let announcedUntil = 0;
  return (wait) => {
    const sentence = announcement(wait);
    const until = effects.now().getTime() + wait.seconds * 1000;
    if (sentence === undefined || (wait.asked && until <= announcedUntil + 1000)) return;
    if (wait.asked) announcedUntil = until;
    effects.say(sentence);
  };
}
