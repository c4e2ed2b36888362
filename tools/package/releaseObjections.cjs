// @ts-check
const changelogs = require("./changelog.cjs");

/**
 * @typedef {object} Candidate
 * @property {string} tag The tag that was pushed.
 * @property {string} repository The repository that publishes, `owner/name`.
 * @property {{ version: string, repository?: string | { url: string } }} manifest
 * @property {string} changelog
 * @property {readonly string[]} samples The versions of which a sample of the state is kept.
 */

/**
 * Why a version can't be published.
 *
 * @param {Candidate} candidate
 * @returns {string[]} Nothing, if it can.
 */
function releaseObjections({ tag, repository, manifest, changelog, samples }) {
  const { version } = manifest;
  const source = typeof manifest.repository === "string" ? manifest.repository : manifest.repository?.url;
  const said = changelogs.objections(changelog).map((objection) => `CHANGELOG.md: ${objection}`);
  if (tag !== `v${version}`) said.push(`The tag is ${tag}, and package.json says ${version}: tag v${version}.`);
  if (!changelogs.releases(changelog).some((release) => release.version === version)) {
    said.push(`CHANGELOG.md has no section ${version}: give what is unreleased that version and the date.`);
  }
  if (!samples.includes(version)) {
    said.push(`There is no sample of the state that ${version} writes: run \`npm run keep-state\` and commit it.`);
  }
  if (!source?.replace(/\.git$/, "").endsWith(`/${repository}`)) {
    said.push(
      `\`repository\` in package.json is ${source ?? "missing"}, and ${repository} publishes: npm wants it there, since ` +
        "the provenance says where a package comes from.",
    );
  }
  return said;
}

module.exports = { releaseObjections };
