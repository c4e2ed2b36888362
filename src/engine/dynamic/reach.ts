import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { RunError } from "../../pulumi";

/** Whether Pulumi's runner started this process, with the program's folder as its working directory. */
const isProgram = /[\\/]@pulumi[\\/]pulumi[\\/]cmd[\\/]run(?:[\\/]index(?:\.js)?)?$/.test(process.argv[1] ?? "");

/** The working directory of the provider's process too. Taken before the program goes elsewhere. */
const startFolder = isProgram ? process.cwd() : undefined;

let isFound: boolean | undefined;

/**
 * Stops a program whose resources wouldn't find their provider: the package is installed for another package only, or
 * bundled. It looks once a process, and loads nothing. Elsewhere (in unit tests, in an inline program of the Automation
 * API) nothing tells in which folder the provider will run, so there it doesn't look.
 *
 * @throws pulumi.RunError that says what to do
 */
export function assertReachable(): void {
  if (startFolder === undefined) return;
  isFound ??= isReachable(startFolder) || elsewhere(startFolder).some(isReachable);
  if (!isFound) throw new RunError(outOfReach(startFolder));
}

/** Whether the provider's text finds the package when it runs in the folder. */
export function isReachable(folder: string): boolean {
  return resolved("pulumi-intune/provider", folder) !== undefined;
}

/** What the program's author has to know. */
export function outOfReach(folder: string): string {
  return (
    `The package pulumi-intune can't be found from the program's folder, ${folder}. ` +
    "Pulumi runs the provider in a separate process, which loads the package from that folder: a copy that is nested in " +
    "another package, or bundled into the program, isn't found there. " +
    "Add pulumi-intune to the dependencies of the program's own package.json (with pnpm too) and install it. " +
    "If a bundler builds the program, mark pulumi-intune as external and install it beside the program. " +
    "Yarn's Plug'n'Play isn't supported: set `nodeLinker: node-modules`."
  );
}

/** Not by this file's own `require`: that finds its own package by name, wherever it lies. */
function resolved(request: string, folder: string): string | undefined {
  try {
    return createRequire(join(folder, "index.js")).resolve(request);
  } catch {
    return undefined;
  }
}

/** The program's own folder, where the process had left it before this module was loaded. */
function elsewhere(folder: string): string[] {
  const runner = join("cmd", "run", "run.js");
  const programs = Object.values(require.cache)
    .filter((loaded) => loaded?.parent?.filename?.endsWith(runner))
    .flatMap((loaded) => loaded?.filename ?? [])
    .filter((file) => !file.includes("node_modules"));
  const isThere = programs.some((file) => dirname(file) === folder || resolved(folder, folder) === file);
  return isThere ? [] : programs.map((file) => dirname(file));
}
