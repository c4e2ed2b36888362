// @ts-check
// Which version of the CLI is good enough, and how two versions compare. Nothing here touches the machine.

/**
 * The oldest `pulumi` on PATH that is taken. Since 3.254.0 `pulumi import --file` takes the inputs and outputs of a
 * resource, without which dynamic resources cannot be imported; every exit code that the tests expect is older.
 */
export const oldestSupported = "3.254.0";

/** @typedef {{ major: number, minor: number, patch: number, preview: boolean }} Version */

/**
 * Reads what `pulumi version` prints, for example `v3.257.0` or `3.258.0-alpha.1`.
 * @param {string} text
 * @returns {Version | undefined} undefined when the text is no version
 */
export function parseVersion(text) {
  const found = /^v?(\d+)\.(\d+)\.(\d+)(-[\w.-]+)?(\+[\w.-]+)?$/.exec(text.trim());
  if (!found) return undefined;
  return { major: Number(found[1]), minor: Number(found[2]), patch: Number(found[3]), preview: found[4] !== undefined };
}

/**
 * Whether `version` is `oldest` or newer. A pre-release comes before its release.
 * @param {Version} version
 * @param {Version} oldest
 */
export function isAtLeast(version, oldest) {
  if (version.major !== oldest.major) return version.major > oldest.major;
  if (version.minor !== oldest.minor) return version.minor > oldest.minor;
  if (version.patch !== oldest.patch) return version.patch > oldest.patch;
  return !version.preview || oldest.preview;
}

/**
 * What speaks against a CLI that says it is of this version.
 * @param {string} answer what `pulumi version` printed
 * @param {{ exactly: string } | { atLeast: string }} wanted
 * @returns {string | undefined} undefined when nothing does
 */
export function versionObjection(answer, wanted) {
  const version = parseVersion(answer);
  if (!version) return `\`pulumi version\` answered ${JSON.stringify(answer.trim().slice(0, 80))}, which is no version`;
  const said = answer.trim().replace(/^v/, "");
  if ("exactly" in wanted) return said === wanted.exactly ? undefined : `it is ${said}, not ${wanted.exactly}`;
  const oldest = parseVersion(wanted.atLeast);
  if (!oldest || !isAtLeast(version, oldest)) return `it is ${said}, and ${wanted.atLeast} or newer is needed`;
  // A new major version may take other commands and write another state than what was tested here.
  return version.major === oldest.major ? undefined : `it is ${said}, and only version ${oldest.major} is supported`;
}
