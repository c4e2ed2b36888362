import { printable, shortened } from "../../../displayText";
import { tokenLabel } from "../attention";
import { type Check, isSynced, isValid, lastsDays, type Problem } from "../checks";
import { displayNames, type StatusRow } from "../statusRow";
import type { Format } from "./format";

/** The default of `renewalWarningDays`, and what Maester and CIPP ask for. */
const defaultDays = 30;

/** A JUnit test report for CI systems, with a test case for each token and check. */
export const junit: Format = {
  render(rows, now, { days = defaultDays }) {
    const checks = [isValid, lastsDays(days), isSynced];
    const cases = rows.flatMap((row) => checks.map((check) => testCase(row, check, check.problem(row, now))));
    const totals = {
      name: "Apple VPP tokens in Microsoft Intune",
      tests: cases.length,
      failures: cases.filter(({ failed }) => failed).length,
      errors: 0,
      time: 0,
    };
    const timestamp = now.toISOString().slice(0, 19);
    const suite = xmlElement(
      "testsuite",
      { ...totals, skipped: 0, timestamp },
      cases.map(({ text }) => text),
    );
    return `<?xml version="1.0" encoding="UTF-8"?>\n${xmlElement("testsuites", totals, [suite])}\n`;
  },
};

function testCase(row: StatusRow, { name }: Check, problem: Problem | undefined) {
  const failure =
    problem &&
    xmlElement("failure", { message: `${tokenLabel(row)} ${problem.description}. ${problem.remedy}`, type: name }, []);
  const attributes = {
    classname: `VPP token ${row.id}`,
    name: `${shortened(displayNames(row).name)} ${name}`,
    time: 0,
  };
  return {
    failed: problem !== undefined,
    text: xmlElement("testcase", attributes, failure === undefined ? [] : [failure]),
  };
}

/** Returns an element with its children, which are XML already, on lines of their own. */
function xmlElement(
  name: string,
  attributes: Readonly<Record<string, string | number>>,
  children: readonly string[],
): string {
  const pairs = Object.entries(attributes).map(([key, value]) => ` ${key}="${escapeAttribute(String(value))}"`);
  const start = `<${name}${pairs.join("")}`;
  if (children.length === 0) return `${start}/>`;
  const lines = children.join("\n").split("\n");
  return `${start}>\n${lines.map((line) => `  ${line}`).join("\n")}\n</${name}>`;
}

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "\t": "&#9;",
  "\n": "&#10;",
  "\r": "&#13;",
};

/** Escapes a text for an attribute. XML 1.0 can't hold control characters, so they are replaced. */
function escapeAttribute(text: string): string {
  return [...text]
    .map((sign) => entities[sign] ?? printable(sign))
    .join("")
    .replace(/[\uFFFE\uFFFF]/g, "\uFFFD");
}
