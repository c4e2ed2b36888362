// @ts-check
// npm run bench: what it takes to manage 1 to 1,000 tokens, for this package and for others, written into bench/ and the
// README. It takes long: `npm run bench -- --help` lists what else there is.
import { createRequire } from "node:module";
import { say } from "./install.mjs";
import { Interrupted, withInterrupts } from "./pulumi-cli/interrupts.mjs";
import { progressOn } from "./pulumi-cli/progress.mjs";
import { withCli } from "./with-cli.mjs";

const require = createRequire(import.meta.url);
const { bench } = require("../bench/bench.cjs");
const { UsageError } = require("../bench/options.cjs");

await withCli(
  async (pulumiFolder) => {
    try {
      await withInterrupts((signal) =>
        bench(process.argv.slice(2), { pulumiFolder, signal, progress: progressOn(process.stderr) }),
      );
      return 0;
    } catch (error) {
      if (error instanceof Interrupted) return 130;
      if (!(error instanceof UsageError)) throw error;
      say(error.message);
      return 2;
    }
  },
  { languages: ["yaml"] },
);
