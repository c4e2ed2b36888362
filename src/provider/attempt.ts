import { UserError } from "../errors";
import { explain } from "../graph/explain";
import { GraphFailure } from "../graph/failure";

/** What was being done, for the message of a failure. */
export interface Doing {
  /** For example "creating". */
  readonly doing: string;
  /** For example "the VPP token 4711": never a name, which may be a secret. Pulumi names the resource beside it. */
  readonly subject: string;
  readonly permissions: readonly string[];
  readonly namespace: string;
}

/** Calls Graph; its failure becomes a sentence for the person who runs the deployment. @throws UserError */
export async function attempt<T>(doing: Doing, call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    throw error instanceof GraphFailure
      ? new UserError(explain(error, doing), isUnanswered(error) ? "unanswered" : "failed")
      : error;
  }
}

/** Whether Graph wasn't asked, didn't answer, or may answer otherwise in a while. */
function isUnanswered({ status = 0, answeredByGraph }: GraphFailure): boolean {
  return !answeredByGraph || status === 429 || status >= 500;
}
