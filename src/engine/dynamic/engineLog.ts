import { isHost } from "./endWithEngine";

let connected = false;

/**
 * Warns through the engine, which shows it under the stack: the host's own output counts as information only. The engine's
 * address is the host's first argument.
 */
export async function warnThroughEngine(sentence: string): Promise<void> {
  const address = process.argv[2];
  if (!isHost() || address === undefined) return console.log(`Warning: ${sentence}`);
  // Loaded with the host already.
  const { resetOptions }: typeof import("@pulumi/pulumi/runtime/settings") = require("@pulumi/pulumi/runtime/settings");
  const log: typeof import("@pulumi/pulumi/log") = require("@pulumi/pulumi/log");
  if (!connected) resetOptions("", "", -1, address, "", false, "");
  connected = true;
  await log.warn(sentence);
}
