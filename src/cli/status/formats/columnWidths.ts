/** Characters that take two columns on a terminal: Chinese, Japanese and Korean ones, and emoji. */
const wideCharacter =
  /[\u1100-\u115F\u2E80-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60\u{1F300}-\u{1FAFF}\u{20000}-\u{3FFFD}]/u;
/** Characters that take no column: they combine with the one before. */
const zeroWidthCharacter = /[\p{Mn}\p{Me}\p{Cf}]/u;

/** Returns how many columns a text takes on a terminal. */
export function displayWidth(text: string): number {
  return [...text].reduce(
    (sum, sign) => sum + (zeroWidthCharacter.test(sign) ? 0 : wideCharacter.test(sign) ? 2 : 1),
    0,
  );
}

/** Cuts a text so that it takes at most `width` columns, with an ellipsis where it is cut. */
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
 * Returns the widths of the table's columns. On a narrow terminal the widest truncatable column shrinks first.
 * @param available how many columns the terminal has; undefined when there is no limit
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
