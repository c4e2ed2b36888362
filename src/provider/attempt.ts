import { type OperationContext, userErrorFor } from "../graph/errors/explain";
import { GraphError } from "../graph/errors/graphError";

/**
 * Calls Graph; its failure becomes a sentence for the person who runs the deployment. The context's subject is, for
 * example, "the VPP token 4711": never a name, which may be a secret. Pulumi names the resource beside it.
 * @throws UserError
 */
export async function withUserError<T>(context: OperationContext, call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    throw error instanceof GraphError ? userErrorFor(error, context) : error;
  }
}
