import { startEmulator } from "../../src/emulator";
import { clientOf } from "./client";

type Emulator = Awaited<ReturnType<typeof startEmulator>>;
type Options = Omit<NonNullable<Parameters<typeof startEmulator>[0]>, "onRequest">;
type RequestLog = Parameters<NonNullable<NonNullable<Parameters<typeof startEmulator>[0]>["onRequest"]>>[0];

/** A local Intune with a record of what it was asked. */
export interface Intune extends Emulator {
  /** Any number of times. */
  close(): Promise<void>;
  /** The requests since the last `forget`, in order. */
  readonly requests: RequestLog[];
  /** The requests in short, for example `POST /v1.0/deviceAppManagement/vppTokens`. */
  asked(): string[];
  forget(): void;
  /** What a provider needs to be told to talk to it. */
  readonly variables: Record<string, string>;
  /** Sends a request behind Pulumi's back. */
  send(method: string, path: string, body?: unknown): Promise<Record<string, unknown>>;
  /** Makes requests to come fail as the rules say; needs the emulator's option `faults`. */
  fail(...rules: readonly object[]): Promise<void>;
  /** Ends all rules of `fail`. */
  heal(): Promise<void>;
  /** The live tokens, as an administrator sees them. */
  tokens(): Promise<readonly Readonly<Record<string, unknown>>[]>;
}

export const bearer = "MARKED-BEARER";

export async function startIntune(options: Options = {}): Promise<Intune> {
  const requests: RequestLog[] = [];
  const emulator = await startEmulator({
    ...options,
    onRequest: (request) => {
      if (request.headers["user-agent"] !== administrator) requests.push(request);
    },
  });
  const client = clientOf(emulator, { "user-agent": administrator });
  const send: Intune["send"] = async (method, path, body) => {
    const { status, text, body: answered } = await client(method, `/v1.0/deviceAppManagement${path}`, body);
    if (status < 200 || status > 299) throw new Error(`${method} ${path}: ${status} ${text}`);
    return { ...answered };
  };
  const control = async (method: string, rules?: readonly object[]) => {
    const body = rules ? { body: JSON.stringify(rules) } : {};
    const answer = await fetch(`${emulator.url}/emulator/faults`, { method, ...body });
    if (!answer.ok) throw new Error(await answer.text());
  };
  let closed: Promise<void> | undefined;
  return {
    ...emulator,
    close: () => {
      closed ??= emulator.close();
      return closed;
    },
    requests,
    asked: () => requests.map(({ method, path }) => `${method} ${path}`),
    forget: () => {
      requests.length = 0;
    },
    variables: { INTUNE_GRAPH_ENDPOINT: emulator.url, INTUNE_ACCESS_TOKEN: bearer },
    send,
    fail: (...rules) => control("POST", rules),
    heal: () => control("DELETE"),
    tokens: async () => {
      const { value } = await send("GET", "/vppTokens?$top=500");
      return Array.isArray(value) ? value : [];
    },
  };
}

/** Requests under this name are the test's own and don't count. */
const administrator = "an administrator at the portal";
