import { jsonText } from "../../displayText";
import type { Format } from "./format";

/** An array of the tokens under Graph's names, each with its `daysLeft`: null while Intune doesn't know the expiry. */
export const json: Format = {
  render: (rows) =>
    `${jsonText(
      rows.map(({ hasExpired, ...row }) => row),
      2,
    )}\n`,
};
