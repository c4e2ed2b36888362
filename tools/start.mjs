// @ts-check
// npm start: the life of a VPP token, with the real Pulumi CLI against a local Intune. Nothing of the user's own Pulumi
// login, stacks or tenant is touched, and nothing is left behind.
import { install, say } from "./install.mjs";
import { NoPulumiCli, pulumiFolder } from "./pulumi-cli/setup.mjs";

install();
try {
  const folder = await pulumiFolder();
  const { tour } = await import("./tour.mjs");
  process.exitCode = await tour(folder);
} catch (error) {
  if (!(error instanceof NoPulumiCli)) throw error;
  say(error.message);
  process.exitCode = 1;
}
