/**
 * An output without the lines in which Pulumi's own logs (engine 3.257.0, SDK 3.248.0) hold secrets of any provider: at
 * -v=9 the engine writes every property that it passes between processes, and from -v=3 on the SDK writes the answer to
 * each registration, in which only secrets of the configuration are masked. Those lines are not ours to change, and the
 * README warns of them.
 */
export function withoutPulumisDumps(output: string): string {
  return output
    .split("\n")
    .filter((line) => !/(?:Unm|M)arshaling property for RPC\[|RegisterResource RPC finished/.test(line))
    .join("\n");
}
