import { startEmulator } from "../../src/emulator";
import { clientOf } from "./client";

type Emulator = Awaited<ReturnType<typeof startEmulator>>;
type Options = Omit<NonNullable<Parameters<typeof startEmulator>[0]>, "onRequest">;
type RequestLog = Parameters<NonNullable<NonNullable<Parameters<typeof startEmulator>[0]>["onRequest"]>>[0];

/** A local Intune with a record of what it was asked. */
export interface Intune extends Emulator {
  /** The requests since the last `forget`, in order. */
  readonly requests: RequestLog[];
  /** The requests in short, for example `POST /v1.0/deviceAppManagement/vppTokens`. */
  asked(): string[];
  forget(): void;
  /** What a provider needs to be told to talk to it. */
  readonly variables: Record<string, string>;
  /** Sends a request behind Pulumi's back. */
  send(method: string, path: string, body?: unknown): Promise<Record<string, unknown>>;
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
  const send = clientOf(emulator, { "user-agent": administrator });
  return {
    ...emulator,
    requests,
    asked: () => requests.map(({ method, path }) => `${method} ${path}`),
    forget: () => {
      requests.length = 0;
    },
    variables: { INTUNE_GRAPH_ENDPOINT: emulator.url, INTUNE_ACCESS_TOKEN: bearer },
    send: async (method, path, body) => {
      const { status, text, body: answered } = await send(method, `/v1.0/deviceAppManagement${path}`, body);
      if (status < 200 || status > 299) throw new Error(`${method} ${path}: ${status} ${text}`);
      return { ...answered };
    },
  };
}

/** Requests under this name are the test's own and don't count. */
const administrator = "an administrator at the portal";
