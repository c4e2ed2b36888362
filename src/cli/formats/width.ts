/** Signs that take two places on a terminal: Chinese, Japanese and Korean ones, and emoji. */
const wide =
  /[\u1100-\u115F\u2E80-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60\u{1F300}-\u{1FAFF}\u{20000}-\u{3FFFD}]/u;
/** Signs that take none: they go over the one before. */
const none = /[\p{Mn}\p{Me}\p{Cf}]/u;

/** How many places a text takes on a terminal. */
export function widthOf(text: string): number {
  return [...text].reduce((sum, sign) => sum + (none.test(sign) ? 0 : wide.test(sign) ? 2 : 1), 0);
}

/** As much of a text as that many places hold. */
export function cut(text: string, width: number): string {
  if (widthOf(text) <= width) return text;
  let shown = "";
  for (const sign of text) {
    if (widthOf(`${shown}${sign}…`) > width) break;
    shown += sign;
  }
  return `${shown}…`;
}

const narrowest = 8;

/**
 * The columns' widths. Where the terminal is too narrow for all texts, the widest of those that may be cut gives way.
 * @param available How many places a line has; undefined where nothing limits it.
 */
export function fittingWidths(
  wanted: readonly { readonly widest: number; readonly mayBeCut: boolean }[],
  gap: number,
  available: number = Number.POSITIVE_INFINITY,
): number[] {
  const widths = wanted.map(({ widest }) => widest);
  let excess = widths.reduce((sum, width) => sum + width + gap, -gap) - available;
  while (excess > 0) {
    const candidates = widths.map((width, index) => (wanted[index]?.mayBeCut && width > narrowest ? width : 0));
    const widest = Math.max(...candidates);
    if (widest === 0) break;
    widths[candidates.indexOf(widest)] = widest - 1;
    excess -= 1;
  }
  return widths;
}
