// @ts-check
// Bundles the native plugin into one file that needs Node and nothing else: plugin/pulumi-resource-intune.
import { chmodSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { buildSync } from "esbuild";
import { root } from "./install.mjs";

/** Where a launcher for Windows finds the bundle: beside itself. */
const launcher = '@echo off\r\nnode "%~dp0pulumi-resource-intune" %*\r\n';

export const pluginExecutable = join(root, "plugin", "pulumi-resource-intune");

/**
 * The libraries that a process loads on demand, if at all. They are kept as strings in the bundle, which Node doesn't parse:
 * without them a process starts in an eighth less time, and an engine starts several for one command.
 */
const onDemand = ["@azure/identity", "undici"];

/** @type {import("esbuild").BuildOptions} */
const options = {
  bundle: true,
  platform: "node",
  target: "node20",
  format: "cjs",
  minify: true,
  // Names of classes stand in messages.
  keepNames: true,
  legalComments: "none",
  logLevel: "warning",
};

/** Bundles what is compiled in dist/. */
export function bundlePlugin() {
  const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  buildSync({
    ...options,
    entryPoints: [join(root, "dist", "engine", "plugin", "main.js")],
    outfile: pluginExecutable,
    // Only the services "channelz" and "orca" of grpc-js load @grpc/proto-loader, and the plugin serves neither.
    external: [...onDemand, "@grpc/proto-loader"],
    banner: { js: `#!/usr/bin/env node\n${requireOnDemand()}` },
    define: { bundledVersion: JSON.stringify(version) },
  });
  chmodSync(pluginExecutable, 0o755);
  writeFileSync(`${pluginExecutable}.cmd`, launcher);
}

/** Code that lets `require` find the libraries on demand in strings. */
function requireOnDemand() {
  const texts = Object.fromEntries(onDemand.map((name) => [name, bundled(name)]));
  return `require = ((load, texts, modules) => (name) => {
  if (!Object.hasOwn(texts, name)) return load(name);
  if (modules[name] === undefined) {
    modules[name] = { exports: {} };
    const names = ["module", "exports", "require"];
    const run = load("node:vm").compileFunction(texts[name], names, { filename: \`\${__filename}/\${name}\` });
    run(modules[name], modules[name].exports, load);
  }
  return modules[name].exports;
})(require, ${JSON.stringify(texts)}, {});`;
}

/** @param {string} name The name of a package. */
function bundled(name) {
  const contents = `module.exports = require(${JSON.stringify(name)});`;
  const { outputFiles } = buildSync({ ...options, stdin: { contents, resolveDir: root }, write: false });
  return outputFiles?.[0]?.text ?? "";
}
