/** What differs from run to run: ids, how long something took, and how far along the engine was when it said so. */
function withoutChance(text: string): string {
  return text
    .replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, "<id>")
    .replace(/\((\d+m)?[\d.]+s\)/g, "(<time>)")
    .replace(/Duration: .*/g, "Duration: <time>")
    .replace(/^@ .*\n/gm, "")
    .replace(/[ \t]+$/gm, "")
    .trim();
}

/** Whether a page shows what was printed. In what it shows, "…" stands for anything: for lines, or in a line. */
export function shows(shown: string, printed: string): boolean {
  const lines = withoutChance(shown)
    .split("\n")
    .map((line) => (line === "…" ? "(?:.*\n)*?" : `${pattern(line)}\n`));
  return new RegExp(`^${lines.join("")}$`).test(`${withoutChance(printed)}\n`);
}

function pattern(line: string): string {
  return line
    .split("…")
    .map((part) => part.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&"))
    .join(".*");
}
