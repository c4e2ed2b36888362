import { connect } from "../../src/graph/connect";
import type { GraphEntities } from "../../src/graph/entities";
import { connectionSettings } from "../../src/graph/settings";
import type { Life } from "../../src/provider/life";
import { lifeOf } from "../../src/provider/lifeOf";

/** Lives over real requests to this address, in one run whose time passes as fast as it is waited for. */
export function livesAt(
  url: string,
  say: (sentence: string) => void = () => {},
): { born(name: string): Life; readonly graph: GraphEntities } {
  let clock = Date.parse("2026-11-01T00:00:00Z");
  const now = () => new Date(clock);
  const sleep = async (milliseconds: number) => {
    clock += milliseconds;
  };
  const settings = connectionSettings("intune", () => undefined, {
    INTUNE_GRAPH_ENDPOINT: url,
    INTUNE_ACCESS_TOKEN: "MARKED-BEARER",
  });
  const graph = connect(settings, { now, sleep: (seconds) => sleep(seconds * 1000), say });
  const connection = async () => ({ graph, namespace: "intune", apiVersion: undefined });
  const readSource = () => "";
  return { born: (name) => lifeOf(name, { connection, now, readSource, sleep, say }), graph };
}
