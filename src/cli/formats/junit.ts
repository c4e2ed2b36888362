import { shortened } from "../../displayText";
import { called } from "../attention";
import { type Check, isSynced, isValid, lasts, type Problem } from "../checks";
import { namesOf } from "../names";
import type { StatusRow } from "../statusRow";
import type { Format } from "./format";
import { element } from "./xml";

/** The default of `renewalWarningDays`, and what Maester and CIPP ask for. */
const usualDays = 30;

/** A test report as CI systems read it: a test case for each token and check. */
export const junit: Format = {
  render(rows, now, { days = usualDays }) {
    const checks = [isValid, lasts(days), isSynced];
    const cases = rows.flatMap((row) => checks.map((check) => testCase(row, check, check.problem(row, now))));
    const totals = {
      name: "Apple VPP tokens in Microsoft Intune",
      tests: cases.length,
      failures: cases.filter(({ failed }) => failed).length,
      errors: 0,
      time: 0,
    };
    const timestamp = now.toISOString().slice(0, 19);
    const suite = element(
      "testsuite",
      { ...totals, skipped: 0, timestamp },
      cases.map(({ text }) => text),
    );
    return `<?xml version="1.0" encoding="UTF-8"?>\n${element("testsuites", totals, [suite])}\n`;
  },
};

function testCase(row: StatusRow, { name }: Check, problem: Problem | undefined) {
  const failure =
    problem && element("failure", { message: `${called(row)} ${problem.why}. ${problem.remedy}`, type: name }, []);
  const attributes = { classname: `VPP token ${row.id}`, name: `${shortened(namesOf(row).name)} ${name}`, time: 0 };
  return {
    failed: problem !== undefined,
    text: element("testcase", attributes, failure === undefined ? [] : [failure]),
  };
}
