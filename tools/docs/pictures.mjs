// @ts-check
// Takes the pictures of docs/pictures anew: the real CLI in a real terminal, against the emulator. It needs tmux.
//   node tools/docs/pictures.mjs
import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pulumiFolder } from "../pulumi-cli/setup.mjs";
import { createSandbox, placeExample } from "../sandbox.cjs";
import { compiled, root } from "./package.mjs";
import { screenAfter } from "./terminal.mjs";
import { terminalPicture } from "./terminalPicture.mjs";

const { startEmulator } = compiled("emulator");
const intune = await startEmulator({ seed: 8 });
const sandbox = createSandbox(process.env.PULUMI_INTUNE_CLI ?? (await pulumiFolder()), {
  INTUNE_GRAPH_ENDPOINT: intune.url,
  INTUNE_ACCESS_TOKEN: "emulator",
  npm_config_loglevel: "error",
});
const program = join(sandbox.folder, "vpp");

/** @param {string} command */
const terminal = (command) => screenAfter(command, { cwd: program, env: sandbox.environment, columns: 132, rows: 40 });

/** @param {{ name: string, title: string, command: string, shows: string }} picture */
async function take({ name, title, command, shows }) {
  const screen = await terminal(command);
  if (!screen.includes(shows)) throw new Error(`${command} doesn't show "${shows}" but\n${screen}`);
  const folder = join(root, "docs", "pictures");
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${name}.svg`), terminalPicture(screen, title));
  console.log(`docs/pictures/${name}.svg`);
}

try {
  placeExample("import-existing", program);
  await terminal("pulumi stack init production");
  // One of the seed's tokens: all that differs is its country.
  await terminal("pulumi config set --plaintext liveTokenId 5eed0000-0000-4000-8000-000000000003");
  await take({
    name: "import",
    title: "The preview of an import says what will be changed in the live token",
    command: "pulumi preview",
    shows: "changed in countryOrRegion",
  });
  mkdirSync(join(program, "node_modules", ".bin"));
  symlinkSync(join(root, "dist", "cli", "main.js"), join(program, "node_modules", ".bin", "pulumi-intune"));
  await take({
    name: "status",
    title: "pulumi-intune status lists the tokens of a tenant, those that need attention in red and yellow",
    command: "npx pulumi-intune status",
    shows: "DAYS",
  });
} finally {
  sandbox.remove();
  await intune.close();
}
