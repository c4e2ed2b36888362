// @ts-check
// Every generated page, by its path below docs/.
import { commandPage } from "./commandPage.mjs";
import { configurationPage } from "./configurationPage.mjs";
import { lookupPage } from "./lookupPage.mjs";
import { resourcePage } from "./resourcePage.mjs";

const resources = [
  { name: "VppToken", guides: ["first-token", "importing", "renewing", "tenants"] },
  { name: "VppTokenLicenseSync", guides: [] },
  { name: "AppleVolumePurchaseProgramToken", guides: ["upgrading"] },
];

const lookups = [
  { name: "getVppToken", answer: "VppTokenEntity" },
  { name: "getVppTokens", answer: "VppTokenEntity" },
  { name: "getVppTokenLicenses", answer: "VppTokenLicenseSummary" },
];

/** @returns {Map<string, string>} */
export function pages() {
  return new Map([
    .../** @type {[string, string][]} */ (
      resources.map((resource) => [`resources/${resource.name}.md`, resourcePage(resource)])
    ),
    .../** @type {[string, string][]} */ (lookups.map((lookup) => [`lookups/${lookup.name}.md`, lookupPage(lookup)])),
    ["configuration.md", configurationPage()],
    ["command.md", commandPage()],
  ]);
}
