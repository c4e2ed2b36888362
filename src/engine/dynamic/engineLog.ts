import { isHost } from "./endWithEngine";

let connected = false;

/** How long the engine may take over a warning: an operation waits for it. */
const timeLimitMs = 10_000;

/**
 * Warns through the engine, which shows it under the stack: the host's own output counts as information only. The engine's
 * address is the host's first argument. A warning that the engine doesn't take is printed: it never fails what it warns of.
 */
export async function warnThroughEngine(sentence: string): Promise<void> {
  const address = process.argv[2];
  const isTaken = isHost() && address !== undefined && (await send(address, sentence).catch(() => false));
  if (!isTaken) console.log(`Warning: ${sentence}`);
}

/** Says whether the engine took it. Pulumi's own function doesn't tell. */
async function send(address: string, sentence: string): Promise<boolean> {
  // Loaded with the host already.
  const { getEngine, resetOptions }: typeof import("@pulumi/pulumi/runtime/settings") =
    require("@pulumi/pulumi/runtime/settings");
  const { LogRequest, LogSeverity }: typeof import("@pulumi/pulumi/proto/engine_pb") =
    require("@pulumi/pulumi/proto/engine_pb");
  if (!connected) resetOptions("", "", -1, address, "", false, "");
  connected = true;
  const engine = getEngine();
  if (engine === undefined) return false;
  const request = new LogRequest();
  request.setSeverity(LogSeverity.WARNING);
  request.setMessage(sentence);
  return new Promise((resolve) => {
    const call = engine.log(request, (error) => {
      clearTimeout(timer);
      resolve(!error);
    });
    const timer = setTimeout(() => call.cancel(), timeLimitMs);
  });
}
