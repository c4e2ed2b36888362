import type { Format } from "./format";

/** An array of the tokens under Graph's names, each with its `daysLeft`. */
export const json: Format = {
  render: (rows) => `${JSON.stringify(rows, null, 2)}\n`,
};
