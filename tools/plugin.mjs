// @ts-check
// Bundles the native plugin into one file that needs Node and nothing else: plugin/pulumi-resource-intune.
import { chmodSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { buildSync } from "esbuild";
import { root } from "./install.mjs";

/** Where a launcher for Windows finds the bundle: beside itself. */
const launcher = '@echo off\r\nnode "%~dp0pulumi-resource-intune" %*\r\n';

export const pluginExecutable = join(root, "plugin", "pulumi-resource-intune");

/** Bundles what is compiled in dist/. */
export function bundlePlugin() {
  const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  buildSync({
    entryPoints: [join(root, "dist", "engine", "plugin", "main.js")],
    outfile: pluginExecutable,
    bundle: true,
    platform: "node",
    target: "node20",
    format: "cjs",
    minify: true,
    // Names of classes stand in messages.
    keepNames: true,
    legalComments: "none",
    // Only the services "channelz" and "orca" of grpc-js load it, and the plugin serves neither.
    external: ["@grpc/proto-loader"],
    banner: { js: "#!/usr/bin/env node" },
    define: { bundledVersion: JSON.stringify(version) },
    logLevel: "warning",
  });
  chmodSync(pluginExecutable, 0o755);
  writeFileSync(`${pluginExecutable}.cmd`, launcher);
}
