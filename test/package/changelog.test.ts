import { readFileSync } from "node:fs";
import { join } from "node:path";
import { objections } from "../../tools/package/changelog.cjs";
import { root } from "../support/pulumi";

const changelog = (sections: string) => `# Changelog\n\nIts form.\n\n${sections}`;
const unreleased = "## [Unreleased]\n\n";
const release = "## [0.2.0] - 2027-01-31\n\n### Fixed\n\n- A fault.\n\n";

test("CHANGELOG.md keeps the form of Keep a Changelog", () => {
  expect(objections(readFileSync(join(root, "CHANGELOG.md"), "utf8"))).toEqual([]);
});

test("a changelog with releases, and with nothing unreleased, is in order", () => {
  const older =
    "## [0.1.10] - 2026-12-01\n\n### Added\n\n- A thing.\n\n## [0.1.9] - 2026-11-30\n\n### Added\n\n- It.\n";
  const links = "\n[0.2.0]: https://example.com/0.2.0\n";
  expect(objections(changelog(unreleased + release + older + links))).toEqual([]);
});

test.each([
  ["no title", `${unreleased}${release}`, "The first line is not `# Changelog`."],
  ["nothing unreleased", changelog(release), "The first section is not `## [Unreleased]`."],
  ["no brackets", changelog(`${unreleased}## 0.2.0\n\n### Added\n\n- It.\n`), "`0.2.0` is not of the form"],
  ["no date", changelog(unreleased + release.replace(" - 2027-01-31", "")), "`[0.2.0]` is not of the form"],
  [
    "no such day",
    changelog(unreleased + release.replace("01-31", "02-30")),
    "`[0.2.0] - 2027-02-30` is not of the form",
  ],
  ["an empty release", changelog(`${unreleased}## [0.2.0] - 2027-01-31\n`), "[0.2.0] - 2027-01-31 says nothing."],
  [
    "another group",
    changelog(unreleased + release.replace("Fixed", "Bugs")),
    "[0.2.0] - 2027-01-31: `Bugs` is not one of Added,",
  ],
  [
    "an empty group",
    changelog(`${unreleased}### Added\n\n${release}`),
    "[Unreleased]: under `Added` there is no list.",
  ],
  ["a wrong order", changelog(unreleased + release + release.replace("0.2.0", "0.10.0")), "0.2.0 stands above 0.10.0"],
  [
    "a stray link",
    changelog(`${unreleased}${release}[0.3.0]: https://example.com\n`),
    "The link of 0.3.0 belongs to no",
  ],
])("%s departs from it", (_case, text, objection) => {
  expect(objections(text)).toEqual([expect.stringContaining(objection)]);
});
