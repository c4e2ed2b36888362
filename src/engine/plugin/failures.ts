import { Metadata, type ServiceError, status } from "@grpc/grpc-js";
import { ErrorResourceInitFailed } from "@pulumi/pulumi/proto/provider_pb";
import { Status } from "@pulumi/pulumi/proto/status_pb";
import { Any } from "google-protobuf/google/protobuf/any_pb";
import { toUserError } from "../../errors";
import { type Properties, writeProperties } from "./values";

/** A resource whose entity was made and can't be used: the engine keeps it in the state, with the reasons. */
export class InitializationFailure extends Error {
  constructor(
    readonly id: string,
    readonly outputs: Properties,
    readonly inputs: Properties,
    readonly reasons: readonly string[],
  ) {
    super(reasons.join(" "));
  }
}

/** The error of the protocol for anything thrown. */
export function toServiceError(thrown: unknown): Partial<ServiceError> {
  if (thrown instanceof InitializationFailure) return initializationFailed(thrown);
  return { code: status.UNKNOWN, details: toUserError(thrown).message };
}

/** Source: "ErrorResourceInitFailed" of Pulumi's provider protocol, and gRPC's richer error model, in which it travels. */
function initializationFailed({ id, outputs, inputs, reasons, message }: InitializationFailure): Partial<ServiceError> {
  const failed = new ErrorResourceInitFailed();
  failed.setId(id);
  failed.setProperties(writeProperties(outputs));
  failed.setInputs(writeProperties(inputs));
  failed.setReasonsList([...reasons]);
  const detail = new Any();
  detail.pack(failed.serializeBinary(), "pulumirpc.ErrorResourceInitFailed");
  const rich = new Status();
  rich.setCode(status.UNKNOWN);
  rich.setMessage(message);
  rich.addDetails(detail);
  const metadata = new Metadata();
  metadata.set("grpc-status-details-bin", Buffer.from(rich.serializeBinary()));
  return { code: status.UNKNOWN, details: message, metadata };
}
