import { explained, type Occasion } from "../graph/explain";
import { GraphFailure } from "../graph/failure";

/**
 * Calls Graph; its failure becomes a sentence for the person who runs the deployment. The occasion's subject is, for
 * example, "the VPP token 4711": never a name, which may be a secret. Pulumi names the resource beside it.
 * @throws UserError
 */
export async function attempt<T>(occasion: Occasion, call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    throw error instanceof GraphFailure ? explained(error, occasion) : error;
  }
}
