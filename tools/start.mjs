// @ts-check
// npm start: a tour of what this package does, with the real Pulumi CLI against a local Intune. Nothing of the user's own
// Pulumi login, stacks or tenant is touched, and nothing is left behind.
import { withCli } from "./with-cli.mjs";

await withCli(async (folder) => {
  const { tour } = await import("./tour.mjs");
  return tour(folder);
});
