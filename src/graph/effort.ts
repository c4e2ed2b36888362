/** What was undertaken before giving up, in sentences; undefined when it was one attempt and no bound stood in the way. */
export function effortText(attempts: number, elapsedSeconds: number, because?: string): string | undefined {
  const tried = attempts > 1 ? [`That was the last of ${attempts} attempts in ${Math.round(elapsedSeconds)} s.`] : [];
  const sentences = [...tried, ...(because === undefined ? [] : [because])];
  return sentences.length === 0 ? undefined : sentences.join(" ");
}
