import { releaseObjections } from "../../tools/package/releaseObjections.cjs";

const ready = {
  tag: "v0.2.0",
  repository: "contoso/pulumi-intune",
  manifest: { version: "0.2.0", repository: { url: "git+https://github.com/contoso/pulumi-intune.git" } },
  changelog: "# Changelog\n\n## [Unreleased]\n\n## [0.2.0] - 2027-01-31\n\n### Fixed\n\n- A fault.\n",
  samples: ["0.1.0", "0.2.0", "program.js"],
};

test("a version can be published that its tag, the changelog and a sample of its state agree on", () => {
  expect(releaseObjections(ready)).toEqual([]);
});

test.each([
  ["another tag", { tag: "v0.3.0" }, "The tag is v0.3.0, and package.json says 0.2.0"],
  ["a tag without v", { tag: "0.2.0" }, "tag v0.2.0"],
  ["nothing in the changelog", { changelog: "# Changelog\n\n## [Unreleased]\n" }, "CHANGELOG.md has no section 0.2.0"],
  ["a changelog out of form", { changelog: ready.changelog.slice(1) }, "CHANGELOG.md: The first line"],
  ["no sample of the state", { samples: ["0.1.0"] }, "run `npm run keep-state`"],
  ["no repository", { manifest: { version: "0.2.0" } }, "`repository` in package.json is missing"],
  ["another repository", { repository: "fabrikam/pulumi-intune" }, "and fabrikam/pulumi-intune publishes"],
])("%s holds it up", (_case, change, objection) => {
  expect(releaseObjections({ ...ready, ...change })).toEqual([expect.stringContaining(objection)]);
});
