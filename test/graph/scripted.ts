import { type ConnectionEffects, connect } from "../../src/graph/connect";
import type { GraphEntities } from "../../src/graph/entities";
import { settingsOf } from "../support/client";
import { type FakeClock, fakeClock } from "../support/fakeClock";
import { type Script, type ScriptedServer, startScriptedServer } from "../support/scriptedServer";

/** A connection that lives by a clock, a chance and a terminal of the test's. */
export interface TestConnection {
  readonly graph: GraphEntities;
  readonly clock: FakeClock;
  /** The sentences said to the user. */
  readonly said: readonly string[];
}

/** Such a connection, with the scripted service that it leads to. */
export interface Scripted extends TestConnection {
  readonly server: ScriptedServer;
  /** The methods of the requests. */
  asked(): string[];
}

const started: ScriptedServer[] = [];

/** Starts a service that closes when `closeServers` is called. */
export async function serverWith(script: Script): Promise<ScriptedServer> {
  const server = await startScriptedServer(script);
  started.push(server);
  return server;
}

export async function closeServers(): Promise<void> {
  await Promise.all(started.splice(0).map((server) => server.close()));
}

/** The bearer of these connections. */
export const bearer = "a-bearer-of-the-test";

/** The chance is such that a pause without a Retry-After is as long as it can be. */
export function connectionTo(
  service: { readonly url: string },
  effects: Partial<ConnectionEffects> = {},
  accessToken = bearer,
): TestConnection {
  const clock = fakeClock();
  const said: string[] = [];
  const log = (sentence: string) => said.push(sentence);
  const graph = connect(settingsOf(service, { accessToken }), {
    now: clock.now,
    sleep: clock.sleep,
    random: () => 1,
    log,
    attemptTimeoutMs: 10_000,
    ...effects,
  });
  return { graph, clock, said };
}

export async function scripted(script: Script, effects: Partial<ConnectionEffects> = {}): Promise<Scripted> {
  const server = await serverWith(script);
  return { ...connectionTo(server, effects), server, asked: () => server.seen.map(({ method }) => method) };
}

/** The given answers one after the other, and the last one ever after. */
export function inTurn(...answers: readonly Awaited<ReturnType<Script>>[]): Script {
  return (_request, index) => answers[Math.min(index, answers.length - 1)] ?? "hang up";
}
