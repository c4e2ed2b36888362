import type { Client } from "@microsoft/microsoft-graph-client";
import type { ApiVersion } from "../definitions/entity";
import { mayHaveBeenDone } from "./ambiguity";
import { CallRecord } from "./callRecord";
import { failureOfAnswer, failureOfBrokenAnswer, failureOfThrown, GraphFailure } from "./failure";
import type { Answer } from "./foreignAnswer";
import { isObject, parsed } from "./json";
import { graphLibrary } from "./libraries";
import { networkTrouble } from "./networkTrouble";

export interface GraphCall {
  readonly method: "get" | "post" | "patch" | "delete";
  readonly version: ApiVersion;
  /** Below the version, with its query. */
  readonly path: string;
  readonly body?: Readonly<Record<string, unknown>>;
  /** Values in the body that must not come back in a message. */
  readonly secrets?: readonly string[];
  /** Whether the call, sent twice, comes to the same as sent once. */
  readonly bearsRepetition: boolean;
}

/**
 * Makes one attempt at a call and gives the answer's JSON; undefined when it has no body.
 * @throws GraphFailure, and UserError of the kind `internal` for a defect in this package
 */
export async function request(client: Client, call: GraphCall, timeLimitSeconds: number): Promise<unknown> {
  const record = new CallRecord();
  const secrets = () => [...(call.secrets ?? []), ...record.secrets];
  try {
    const { ok, ...answer } = await answerTo(client, call, record, timeLimitSeconds);
    if (!ok) throw failureOfAnswer(answer, secrets());
    if (answer.body.trim() === "") return undefined;
    const json = parsed(answer.body);
    // No entity and no list has a property of that name, and a success has no error.
    const hasError = isObject(json) && json.error !== undefined && json.error !== null;
    if (json === undefined || hasError) throw failureOfAnswer(answer, secrets());
    return json;
  } catch (thrown) {
    const failure = failureOfThrown(record.thrown ?? thrown, secrets());
    throw failure instanceof GraphFailure
      ? failure.with({ ambiguous: mayHaveBeenDone(call.method, failure) })
      : failure;
  }
}

/** The answer as it came: the library's own reading of it fails on errors that aren't Graph's. */
async function answerTo(
  client: Client,
  call: GraphCall,
  record: CallRecord,
  timeLimitSeconds: number,
): Promise<Answer & { readonly ok: boolean }> {
  const graphRequest = client
    .api(call.path)
    .version(call.version)
    .header("Accept", "application/json")
    .middlewareOptions([record])
    .responseType(graphLibrary().ResponseType.RAW);
  const response: Response = await (call.method === "get" || call.method === "delete"
    ? graphRequest[call.method]()
    : graphRequest[call.method](call.body));
  const { status, ok, headers, url } = response;
  const head = {
    status,
    header: (name: string) => headers.get(name),
    host: URL.canParse(url) ? new URL(url).host : undefined,
  };
  try {
    return { ...head, ok, body: await response.text() };
  } catch (error) {
    // Nothing of ours runs in there: whatever is thrown is about the answer.
    const trouble = networkTrouble(error, timeLimitSeconds);
    throw failureOfBrokenAnswer(head, trouble?.message ?? "the answer broke off");
  }
}
