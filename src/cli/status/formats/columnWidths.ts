/** Signs that take two places on a terminal: Chinese, Japanese and Korean ones, and emoji. */
const wideCharacter =
  /[\u1100-\u115F\u2E80-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60\u{1F300}-\u{1FAFF}\u{20000}-\u{3FFFD}]/u;
/** Signs that take none: they go over the one before. */
const zeroWidthCharacter = /[\p{Mn}\p{Me}\p{Cf}]/u;

/** How many places a text takes on a terminal. */
export function displayWidth(text: string): number {
  return [...text].reduce(
    (sum, sign) => sum + (zeroWidthCharacter.test(sign) ? 0 : wideCharacter.test(sign) ? 2 : 1),
    0,
  );
}

/** As much of a text as that many places hold. */
export function truncate(text: string, width: number): string {
  if (displayWidth(text) <= width) return text;
  let shown = "";
  for (const sign of text) {
    if (displayWidth(`${shown}${sign}…`) > width) break;
    shown += sign;
  }
  return `${shown}…`;
}

const minimumWidth = 8;

/**
 * The columns' widths. Where the terminal is too narrow for all texts, the widest of those that may be cut gives way.
 * @param available How many places a line has; undefined where nothing limits it.
 */
export function fitColumns(
  wanted: readonly { readonly widest: number; readonly truncatable: boolean }[],
  gap: number,
  available: number = Number.POSITIVE_INFINITY,
): number[] {
  const widths = wanted.map(({ widest }) => widest);
  let excess = widths.reduce((sum, width) => sum + width + gap, -gap) - available;
  while (excess > 0) {
    const candidates = widths.map((width, index) => (wanted[index]?.truncatable && width > minimumWidth ? width : 0));
    const widest = Math.max(...candidates);
    if (widest === 0) break;
    widths[candidates.indexOf(widest)] = widest - 1;
    excess -= 1;
  }
  return widths;
}
