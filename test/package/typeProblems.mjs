// @ts-check
// Says as JSON what TypeScript's ways of resolution make of a packed package. A process of its own, since jest can't
// import ES modules.
import { readFileSync } from "node:fs";
import { checkPackage, createPackageFromTarballData } from "@arethetypeswrong/core";

const packed = createPackageFromTarballData(readFileSync(String(process.argv[2])));
// Not ./provider: it is for the text in users' states, which Node resolves, and not for programs.
const result = await checkPackage(packed, { entrypoints: [".", "./native"] });
if (!result.types) throw new Error("The package has no types.");

/** @param {string} entry */
const typesOf = (entry) => {
  const ways = Object.entries(result.entrypoints[entry]?.resolutions ?? {});
  return Object.fromEntries(ways.map(([way, { resolution }]) => [way, resolution?.fileName]));
};
console.log(JSON.stringify({ problems: result.problems, types: typesOf("."), native: typesOf("./native") }));
