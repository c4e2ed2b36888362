// @ts-check
// Tells a person on stderr what is going on: one line that counts up on a terminal, a new line every ten seconds in a log.

/** @typedef {{ say(text: string): void, during<T>(describe: (elapsed: string) => string, work: () => Promise<T>): Promise<T> }} Progress */

/**
 * @param {{ write(text: string): unknown, isTTY?: boolean, columns?: number }} stream
 * @returns {Progress}
 */
export function progressOn(stream) {
  const rewrites = stream.isTTY === true;
  /** @param {string} text */
  const line = (text) => stream.write(`${text}\n`);
  return {
    say: line,
    async during(describe, work) {
      const start = performance.now();
      const text = () => describe(spokenDuration(performance.now() - start));
      // Cut to the terminal's width: only then does the next text cover this one.
      const show = () =>
        rewrites ? stream.write(`\r\x1b[K${text().slice(0, (stream.columns ?? 80) - 1)}`) : line(text());
      show();
      const timer = setInterval(show, rewrites ? 1000 : 10_000);
      try {
        return await work();
      } finally {
        clearInterval(timer);
        if (rewrites) line(`\r\x1b[K${text()}`);
      }
    },
  };
}

/**
 * A duration as a person says it, for example `45 s` or `3 min 5 s`.
 * @param {number} milliseconds
 */
export function spokenDuration(milliseconds) {
  const seconds = Math.round(milliseconds / 1000);
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}
