import { toUserError } from "../../errors";
import type { PropertyMap } from "../../provider/propertyMap";
import { stateKeys } from "../../provider/state/keys";
import { InitializationFailedError } from "../../provider/state/unusableState";

/**
 * An error in the form that the dynamic host shows well. Pulumi shows the message beside the resource; the host also prints
 * `${error}: ${error.stack}` under the stack, so those two form one short sentence.
 */
export class HostError extends Error {
  override readonly name = "HostError";

  constructor(message: string) {
    super(message);
    this.stack = "The operation failed. See the error on the resource.";
  }

  override toString(): string {
    return "pulumi-intune";
  }
}

/** The error to throw at the host for anything thrown. */
export function toHostError(thrown: unknown): HostError {
  return thrown instanceof HostError ? thrown : new HostError(toUserError(thrown).message);
}

/** The host keeps an entity whose initialization failed, if the error says what to keep, the provider's text included. */
export function keepingEntity({ [stateKeys.provider]: code }: PropertyMap) {
  return (error: unknown): never => {
    if (!(error instanceof InitializationFailedError)) throw error;
    const { live, reasons } = error;
    throw Object.assign(new HostError(error.message), {
      id: live.id,
      properties: JSON.parse(JSON.stringify({ ...live.state, [stateKeys.provider]: code })),
      reasons,
    });
  };
}
