import { type Step, urlOf } from "./middleware";
import { networkTrouble } from "./networkTrouble";

/** Gives each attempt, its answer's body included, that many seconds, and says in plain words why none came. */
export function timeLimit(seconds: number): Step {
  return async (context, next) => {
    context.options = { ...context.options, signal: AbortSignal.timeout(seconds * 1000) };
    try {
      await next();
    } catch (error) {
      throw networkTrouble(error, seconds, new URL(urlOf(context)).origin) ?? error;
    }
  };
}
