import { type ErrorKind, UserError } from "../../errors";
import { configurationKey } from "../config/settingKeys";
import { GraphError } from "./graphError";

/** What a call does to an entity, or what an action is called in a message, such as "Revoking the licenses of". */
export type Operation = "create" | "read" | "update" | "delete" | { readonly action: string };

const operationText = { create: "Creating", read: "Reading", update: "Updating", delete: "Deleting" } as const;

/** What a call was for, for the message when it fails. */
export interface OperationContext {
  readonly operation: Operation;
  /** For example "the VPP token 4711". */
  readonly subject: string;
  /** The Graph permissions that allow it, the least privileged first; one is enough. */
  readonly permissions: readonly string[];
  /** The connection's configuration namespace. */
  readonly namespace: string;
}

/** Refresh and destroy use the configuration that the last `pulumi up` stored (seen with Pulumi 3.257.0). */
export const runProgramHint =
  "`pulumi refresh` and `pulumi destroy` use the configuration of the last `pulumi up`. " +
  "If it has changed since, add `--run-program`.";

/** The failure as an error that can be shown: see `explain`. */
export function userErrorFor(failure: GraphError, context: OperationContext): UserError {
  return new UserError(explain(failure, context), kindFor(failure));
}

function kindFor({ kind, status = 0 }: GraphError): ErrorKind {
  if (kind === "signIn") return "signIn";
  if (kind === "notGraph") return isThrottled(status) ? "unanswered" : "notGraph";
  if (kind !== "graph") return "unanswered";
  if (status === 401) return "credential";
  // A success with an error in it is not Graph's way, and says nothing of what was asked for.
  return status < 300 || status === 408 || status === 429 || status >= 500 ? "unanswered" : "failed";
}

const isThrottled = (status: number | undefined): boolean => status === 429 || status === 503;

/** Describes the failure: what failed, why, what to do, and the ids that support asks for. */
export function explain(failure: GraphError, context: OperationContext): string {
  const { operation, subject } = context;
  const what = `${typeof operation === "string" ? operationText[operation] : operation.action} ${subject} failed`;
  if (failure.kind === "signIn") return `${what}: ${failure.graphMessage}`;
  const after = [failure.attemptSummary ?? "", failure.outcomeUnknown ? "The operation might have completed." : ""];
  const remedy = remedyFor(failure, context);
  const sentences = [`${what}: ${whoSays(failure)}: ${ended(failure.graphMessage)}`, ...after, remedy, idsOf(failure)];
  return sentences.filter((sentence) => sentence !== "").join(" ");
}

function whoSays({ kind, status, code }: GraphError): string {
  if (status === undefined) return `${kind === "unexpected" ? "unexpected" : "no"} answer from Microsoft Graph`;
  if (kind === "notGraph") return `HTTP ${status} without an error from Microsoft Graph`;
  return `Microsoft Graph answered ${status}${code === undefined ? "" : ` (${code})`}`;
}

const ended = (text: string): string => (/[.!?]$/.test(text) ? text : `${text}.`);

function remedyFor(failure: GraphError, context: OperationContext): string {
  const { kind, status } = failure;
  return kind === "notGraph" && !isThrottled(status) ? networkRemedy(failure, context) : graphRemedy(failure, context);
}

/** A proxy on the way may have answered, which may mean something else by the status than Graph does. */
function networkRemedy(failure: GraphError, context: OperationContext): string {
  const network = `A proxy or a gateway may have answered instead of Microsoft Graph. Check the network and ${configurationKey(context.namespace, "graphEndpoint")}.`;
  return failure.status === 401 ? `${network} ${graphRemedy(failure, context)}` : network;
}

function graphRemedy(failure: GraphError, { operation, permissions, namespace }: OperationContext): string {
  switch (failure.status) {
    case 401:
      return `The credential of the connection "${namespace}" was not accepted. Check ${configurationKey(namespace, "tenantId")}, the application and its secret, certificate or token. ${runProgramHint}`;
    case 403:
      return `Grant the application the Microsoft Graph permission ${permissions.join(" or ")}, with admin consent.`;
    case 404:
      if (operation !== "update" || !failure.saysNotFound) return "";
      return "It is no longer in Intune. Run `pulumi refresh` to remove it from the state; the next `pulumi up` creates it again.";
    case 429:
    case 503:
      return "The service is throttling or overloaded. Try again in a few minutes.";
    default:
      return "";
  }
}

function idsOf({ requestId, clientRequestId, date }: GraphError): string {
  const ids = [
    ...(requestId === undefined ? [] : [`request-id ${requestId}`]),
    ...(clientRequestId === undefined ? [] : [`client-request-id ${clientRequestId}`]),
    ...(date === undefined ? [] : [date]),
  ];
  return requestId === undefined ? "" : `For support: ${ids.join(", ")}.`;
}

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
