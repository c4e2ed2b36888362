// @ts-check
// What the figures were measured on.
const { execFileSync } = require("node:child_process");
const { existsSync, readFileSync } = require("node:fs");
const os = require("node:os");
const { join } = require("node:path");

const root = join(__dirname, "..");

/**
 * @param {string} pulumiFolder The folder that holds the CLI.
 * @param {Record<string, string>} others More software, with its versions.
 * @returns {import("./types").Machine}
 */
function thisMachine(pulumiFolder, others) {
  const cli = execFileSync(join(pulumiFolder, "pulumi"), ["version"], {
    encoding: "utf8",
    env: { ...process.env, PULUMI_SKIP_UPDATE_CHECK: "true" },
  });
  const processors = os.cpus();
  return {
    processor: processors[0]?.model ?? "unknown",
    cores: processors.length,
    memoryBytes: os.totalmem(),
    system: systemOf(
      os.type(),
      os.release(),
      existsSync("/etc/os-release") ? readFileSync("/etc/os-release", "utf8") : "",
    ),
    software: {
      Node: process.version,
      "Pulumi CLI": cli.trim(),
      "@pulumi/pulumi": versionOf(join(root, "node_modules", "@pulumi", "pulumi")),
      "pulumi-intune": versionOf(root),
      ...others,
    },
  };
}

/**
 * @param {string} type
 * @param {string} release
 * @param {string} distribution The text of /etc/os-release, or nothing.
 */
function systemOf(type, release, distribution) {
  const kernel = `${type} ${/^[\d.]+\d/.exec(release)?.[0] ?? release}`;
  const name = /^PRETTY_NAME="?([^"\n]+)/m.exec(distribution)?.[1];
  return name === undefined ? kernel : `${name}, ${kernel}`;
}

/** @param {string} folder */
function versionOf(folder) {
  return String(JSON.parse(readFileSync(join(folder, "package.json"), "utf8")).version);
}

/**
 * A sentence for the report.
 *
 * @param {Pick<import("./types").Section<unknown>, "date" | "machine">} section
 */
function machineText({ date, machine: { processor, cores, memoryBytes, system, software } }) {
  const versions = Object.entries(software).map(([name, version]) => `${name} ${version.replace(/^v/, "")}`);
  const memory = `${Math.round(memoryBytes / 2 ** 30)} GiB`;
  return `Measured on ${date}: ${processor}, ${cores} cores, ${memory}; ${system}; ${versions.join(", ")}.`;
}

module.exports = { machineText, systemOf, thisMachine };
