// @ts-check
// What a terminal shows, with its colors, as a self-contained SVG.

const size = { font: 13, column: 7.83, line: 18, margin: 16 };

/** The sixteen colors of terminals, readable on the background below. */
const palette = [
  ["#3b4252", "#ff7b72", "#7ee787", "#e3b341", "#79c0ff", "#d2a8ff", "#76e3ea", "#c9d1d9"],
  ["#8b949e", "#ffa198", "#a5f0ac", "#f2cc60", "#a5d6ff", "#e2c5ff", "#b3f0f4", "#ffffff"],
].flat();

/** @typedef {{ color?: string | undefined, bold?: boolean }} Style */

/**
 * @param {string} screen Lines with the escape sequences of colors.
 * @param {string} title What the picture shows, for those who can't see it.
 */
export function terminalPicture(screen, title) {
  const lines = screen.trimEnd().split("\n");
  // biome-ignore lint/suspicious/noControlCharactersInRegex: that is how terminals are told of colors.
  const columns = Math.max(...lines.map((line) => line.replace(/\u001b\[[\d;]*m/g, "").length));
  const width = Math.ceil(columns * size.column + 2 * size.margin);
  const height = lines.length * size.line + 2 * size.margin;
  /** @type {Style} */
  let style = {};
  const texts = lines.map((line, index) => {
    const drawn = spans(line, style);
    style = drawn.style;
    return `<text x="${size.margin}" y="${size.margin + (index + 0.75) * size.line}" xml:space="preserve">${drawn.spans}</text>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-labelledby="title" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}">
<title id="title">${escaped(title)}</title>
<rect width="100%" height="100%" rx="8" fill="#0d1117"/>
<g fill="#c9d1d9" font-family="ui-monospace, Menlo, Consolas, 'DejaVu Sans Mono', monospace" font-size="${size.font}">
${texts.join("\n")}
</g>
</svg>
`;
}

/**
 * A line, and the style that the next one begins with.
 * @param {string} line @param {Style} before
 */
function spans(line, before) {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: as above.
  const [first = "", ...rest] = line.split(/\u001b\[([\d;]*)m/);
  let style = before;
  let spans = span(first, style);
  for (let index = 0; index < rest.length; index += 2) {
    style = styled(style, (rest[index] ?? "").split(";").map(Number));
    spans += span(rest[index + 1] ?? "", style);
  }
  return { spans, style };
}

/** @param {string} text @param {Style} style */
function span(text, { color, bold }) {
  if (text === "") return "";
  const fill = color ? ` fill="${color}"` : "";
  const weight = bold ? ' font-weight="bold"' : "";
  return `<tspan${fill}${weight}>${escaped(text)}</tspan>`;
}

/** @param {Style} style @param {number[]} codes @returns {Style} */
function styled(style, codes) {
  const [code = 0, kind, color = 0] = codes;
  if (code === 38 && kind === 5) return styled({ ...style, color: palette[color] }, codes.slice(3).concat(-1));
  const rest = codes.slice(1);
  const next = one(style, code);
  return rest.length > 0 ? styled(next, rest) : next;
}

/** @param {Style} style @param {number} code @returns {Style} */
function one(style, code) {
  if (code === 0) return {};
  if (code === 1) return { ...style, bold: true };
  if (code === 39) return { ...style, color: undefined };
  if (code >= 30 && code < 38) return { ...style, color: palette[code - 30] };
  if (code >= 90 && code < 98) return { ...style, color: palette[code - 82] };
  return style;
}

/** @param {string} text */
function escaped(text) {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}
