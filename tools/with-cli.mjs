// @ts-check
import { install, say } from "./install.mjs";
import { NoPulumiCli, pulumiFolder } from "./pulumi-cli/setup.mjs";

/**
 * Installs, gets the CLI, and does the work with it. The work's exit code becomes the process's.
 *
 * @param {(pulumiFolder: string) => Promise<number>} work
 * @param {object} [options]
 * @param {readonly import("./pulumi-cli/language-hosts.mjs").Language[]} [options.languages] Whose hosts it needs besides Node's.
 * @param {() => void} [options.withoutCli] What else to say when there is no CLI and no way to one.
 */
export async function withCli(work, { languages = [], withoutCli = () => {} } = {}) {
  install();
  try {
    process.exitCode = await work(await pulumiFolder(process.env, languages));
  } catch (error) {
    if (!(error instanceof NoPulumiCli)) throw error;
    say(error.message);
    withoutCli();
    process.exitCode = 1;
  }
}
