#!/usr/bin/env node
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Command } from "commander";
import { emulatorCommand } from "./emulator";

const manifest: { version: string } = JSON.parse(readFileSync(join(__dirname, "..", "..", "package.json"), "utf8"));

new Command("pulumi-intune")
  .description("Helps with the Apple VPP tokens of Microsoft Intune that Pulumi manages.")
  .version(manifest.version)
  .addHelpText("after", "\nExample:\n  $ pulumi-intune emulator --port 4399 --data tenant.json")
  .addCommand(emulatorCommand())
  .showHelpAfterError("(pulumi-intune --help lists what there is)")
  .parseAsync()
  .catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : String(error));
    process.exitCode = 1;
  });
