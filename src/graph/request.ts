import type { Client } from "@microsoft/microsoft-graph-client";
import type { ApiVersion } from "../definitions/entity";
import { mayHaveBeenDone } from "./ambiguity";
import { failureOfAnswer, failureOfBrokenAnswer, failureOfThrown } from "./failure";
import { parsed } from "./json";
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

/** Makes one attempt at a call and gives the answer's JSON; undefined when it has no body. @throws GraphFailure */
export async function request(client: Client, call: GraphCall, timeLimitSeconds: number): Promise<unknown> {
  try {
    const { status, headers, ok, body } = await answerTo(client, call, timeLimitSeconds);
    const answer = { status, header: (name: string) => headers.get(name), body };
    if (!ok) throw failureOfAnswer(answer, call.secrets);
    if (body.trim() === "") return undefined;
    const json = parsed(body);
    if (json === undefined) throw failureOfAnswer(answer, call.secrets);
    return json;
  } catch (thrown) {
    const failure = failureOfThrown(thrown, call.secrets);
    throw failure.with({ ambiguous: mayHaveBeenDone(call.method, failure) });
  }
}

/** The answer as it came: the library's own reading of it fails on errors that aren't Graph's. */
async function answerTo(client: Client, call: GraphCall, timeLimitSeconds: number) {
  const graphRequest = client
    .api(call.path)
    .version(call.version)
    .header("Accept", "application/json")
    .responseType(graphLibrary().ResponseType.RAW);
  const response: Response = await (call.method === "get" || call.method === "delete"
    ? graphRequest[call.method]()
    : graphRequest[call.method](call.body));
  const { status, ok, headers } = response;
  try {
    return { status, ok, headers, body: await response.text() };
  } catch (error) {
    const answer = { status, header: (name: string) => headers.get(name) };
    throw failureOfBrokenAnswer(answer, networkTrouble(error, timeLimitSeconds));
  }
}
