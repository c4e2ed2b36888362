// @ts-check
// What CHANGELOG.md says, and whether it keeps the form of https://keepachangelog.com/en/1.1.0/.

const groups = ["Added", "Changed", "Deprecated", "Removed", "Fixed", "Security"];

/**
 * @typedef {object} Release
 * @property {string} heading As it stands.
 * @property {string} version What stands in its brackets: `Unreleased`, or a version.
 * @property {string} date What stands behind them.
 * @property {{ title: string, text: string }[]} groups
 */

/**
 * @param {string} changelog
 * @returns {Release[]} In the order of the file.
 */
function releases(changelog) {
  const [, ...parts] = changelog.split(/^## /m);
  return parts.map((part) => {
    const [heading = "", ...rest] = part.split("\n");
    const [, version = "", date = ""] = /^\[(.+?)\](?: - (.+))?$/.exec(heading) ?? [];
    const [, ...sections] = `\n${rest.join("\n")}`.split(/^### /m);
    return {
      heading,
      version,
      date,
      groups: sections.map((section) => {
        const [title = "", ...lines] = section.split("\n");
        return { title, text: lines.join("\n").trim() };
      }),
    };
  });
}

/**
 * @param {string} changelog
 * @returns {string[]} What departs from the form; nothing, if all is well.
 */
function objections(changelog) {
  const all = releases(changelog);
  const [first, ...released] = all;
  const said = [];
  if (!changelog.startsWith("# Changelog\n")) said.push("The first line is not `# Changelog`.");
  if (first?.heading !== "[Unreleased]") said.push("The first section is not `## [Unreleased]`.");
  for (const { heading, version, date, groups: of } of released) {
    if (!/^\d+\.\d+\.\d+$/.test(version) || !isDay(date)) {
      said.push(`\`${heading}\` is not of the form \`[1.2.3] - 2027-01-31\`.`);
    }
    if (of.length === 0) said.push(`${heading} says nothing.`);
  }
  for (const { heading, groups: of } of all) {
    for (const { title, text } of of) {
      if (!groups.includes(title)) said.push(`${heading}: \`${title}\` is not one of ${groups.join(", ")}.`);
      if (!text.startsWith("- ")) said.push(`${heading}: under \`${title}\` there is no list.`);
    }
  }
  const versions = released.map(({ version }) => version);
  for (const [index, version] of versions.entries()) {
    const next = versions[index + 1];
    if (next && !isNewer(version, next)) said.push(`${version} stands above ${next}, and is not newer.`);
  }
  for (const [, name = ""] of changelog.matchAll(/^\[(.+?)\]: /gm)) {
    if (!["Unreleased", ...versions].includes(name)) said.push(`The link of ${name} belongs to no section.`);
  }
  return said;
}

/** @param {string} text */
function isDay(text) {
  const day = /^\d{4}-\d{2}-\d{2}$/.test(text) ? new Date(`${text}T00:00:00Z`) : new Date(Number.NaN);
  return !Number.isNaN(day.valueOf()) && day.toISOString().startsWith(text);
}

/** @param {string} one @param {string} other */
function isNewer(one, other) {
  return one.localeCompare(other, "en", { numeric: true }) > 0;
}

module.exports = { releases, objections };
