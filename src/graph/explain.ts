import { accessTokenCode, type GraphFailure, internalError, notGraph } from "./failure";

/** What was being done when the call failed. */
export interface Occasion {
  /** The doing, for example "creating". */
  readonly doing: string;
  /** The thing, for example "VPP token vpp@contoso.example". */
  readonly subject: string;
  /** The Graph permissions that allow it, the least privileged first; one is enough. */
  readonly permissions: readonly string[];
  /** The connection's configuration namespace. */
  readonly namespace: string;
}

/** Refresh and destroy use the configuration that the last `pulumi up` stored (seen with Pulumi 3.257.0). */
export const runProgramHint =
  "`pulumi refresh` and `pulumi destroy` use the configuration of the last `pulumi up`: " +
  "if it has changed since, add `--run-program`.";

/** The failure as a person reads it: what failed on what, why, what to do, and the ids that support asks for. */
export function explain(failure: GraphFailure, occasion: Occasion): string {
  const what = `${occasion.doing} ${occasion.subject} failed`;
  if (failure.code === accessTokenCode) return `${what}: ${failure.graphMessage}`;
  const after = [failure.effort ?? "", failure.ambiguous ? "Whether it was done all the same is not known." : ""];
  const remedy = remedyFor(failure, occasion);
  const sentences = [`${what}: ${whoSays(failure)}: ${ended(failure.graphMessage)}`, ...after, remedy, idsOf(failure)];
  return sentences.filter((sentence) => sentence !== "").join(" ");
}

function whoSays({ status, code }: GraphFailure): string {
  if (code === internalError) return "internal error in pulumi-intune (please report it)";
  if (status === undefined) return "no answer from Microsoft Graph";
  if (code === notGraph) return `HTTP ${status} without an error of Microsoft Graph's`;
  return `Microsoft Graph answered ${status}${code === undefined ? "" : ` (${code})`}`;
}

const ended = (text: string): string => (/[.!?]$/.test(text) ? text : `${text}.`);

function remedyFor(failure: GraphFailure, occasion: Occasion): string {
  const { status, code } = failure;
  const isPassing = status === 429 || status === 503;
  return code === notGraph && !isPassing ? networkRemedy(failure, occasion) : graphRemedy(failure, occasion);
}

/** Another than Graph may have answered, on the way to it. What the status means for Graph needn't be so. */
function networkRemedy(failure: GraphFailure, occasion: Occasion): string {
  const network = `A proxy or a gateway may have answered instead of Microsoft Graph: check the network and ${occasion.namespace}:graphEndpoint.`;
  return failure.status === 401 ? `${network} ${graphRemedy(failure, occasion)}` : network;
}

function graphRemedy({ status }: GraphFailure, { doing, permissions, namespace }: Occasion): string {
  switch (status) {
    case 401:
      return `The credential of the connection "${namespace}" was not accepted: check ${namespace}:tenantId, the application and its secret, certificate or token. ${runProgramHint}`;
    case 403:
      return `Grant the application the Microsoft Graph permission ${permissions.join(" or ")}, with admin consent.`;
    case 404:
      if (doing !== "updating") return "";
      return "It is no longer in Intune: `pulumi refresh` takes it out of the state, and the next `pulumi up` creates it anew.";
    case 429:
    case 503:
      return "The service throttles or is overloaded: try again in a few minutes.";
    default:
      return "";
  }
}

function idsOf({ requestId, clientRequestId, date }: GraphFailure): string {
  const ids = [
    ...(requestId === undefined ? [] : [`request-id ${requestId}`]),
    ...(clientRequestId === undefined ? [] : [`client-request-id ${clientRequestId}`]),
    ...(date === undefined ? [] : [date]),
  ];
  return requestId === undefined ? "" : `For support: ${ids.join(", ")}.`;
}
