// @ts-check
// npm start [-- yaml]: a tour of what this package does, with the real Pulumi CLI against a local Intune. Nothing of the
// user's own Pulumi login, stacks or tenant is touched, and nothing is left behind.
//
// yaml  with programs in YAML, through the native plugin. The first time, this may build the language host for YAML.
import { say } from "./install.mjs";
import { withCli } from "./with-cli.mjs";

const [language, ...more] = process.argv.slice(2);
if (more.length > 0 || (language !== undefined && language !== "yaml")) {
  say(`npm start takes no argument, or "yaml" for a tour in YAML: npm start -- yaml`);
  process.exit(2);
}

await withCli(
  async (folder) => {
    const { tour } = await import("./tour.mjs");
    return tour(folder, language);
  },
  { languages: language === undefined ? [] : [language] },
);
