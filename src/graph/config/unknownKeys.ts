import { type SettingKey, settingKeys } from "./settingKeys";

/** The keys that hold more connections, of which only the plugin knows. */
export const connectionsKey = "connections";

/** The key that a mistyped one is nearest to; undefined when none is near. */
export function nearestKey(name: string, known: readonly string[] = Object.keys(settingKeys)): string | undefined {
  const distances = known.map((key) => ({ key, distance: editDistance(bare(name), bare(key)) }));
  const [nearest] = distances.sort((one, other) => one.distance - other.distance);
  return nearest !== undefined && nearest.distance <= Math.max(1, Math.floor(name.length / 4))
    ? nearest.key
    : undefined;
}

export function isSettingKey(name: string): name is SettingKey {
  return Object.hasOwn(settingKeys, name);
}

/** What to do about a key that doesn't exist, as the rest of a sentence that begins with its name. */
export function unknownKeyAdvice(name: string, known: readonly string[] = Object.keys(settingKeys)): string {
  const nearest = nearestKey(name, known);
  const advice = nearest === undefined ? `The keys are ${known.join(", ")}.` : `Did you mean ${nearest}?`;
  return `is not a configuration key of intune. ${advice}`;
}

/** People write the same name with other capitals, with hyphens and with underscores. */
function bare(name: string): string {
  return name.replace(/[^A-Za-z0-9]/g, "").toLowerCase();
}

/** The number of letters to insert, remove or replace to make one word of the other (Levenshtein). */
function editDistance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (const [line, letter] of [...one].entries()) {
    const next = [line + 1];
    for (const [at, candidate] of [...other].entries()) {
      const replaced = (row[at] ?? 0) + (letter === candidate ? 0 : 1);
      next.push(Math.min(replaced, (row[at + 1] ?? 0) + 1, (next[at] ?? 0) + 1));
    }
    row = next;
  }
  return row[other.length] ?? 0;
}
