import type { Run } from "../support/pulumi";

/** What a person does about what a run of the CLI said. */
export type Remedy =
  | { readonly kind: "command"; readonly args: readonly string[] }
  | { readonly kind: "import"; readonly name: string; readonly id: string };

/** What a run's messages ask for, in their own words; undefined when they ask for nothing. */
export function remedies({ output }: Run): readonly Remedy[] {
  if (output.includes("delete the lock file with `pulumi cancel`")) return [command("cancel", "--yes")];
  const imports = [...output.matchAll(/^ {2}\S*intune:(?:index:)?VppToken \((\S+)\):\n((?: {4}.*\n|\n)*)/gm)];
  const named = imports.flatMap(([, name = "", words = ""]): Remedy[] => {
    const id = /set the resource option `import: "([^"]+)"`/.exec(words)?.[1];
    return id === undefined ? [] : [{ kind: "import", name, id }];
  });
  // A refresh that isn't interactive clears a pending creation with this option only.
  const pending = output.includes("repair your stack using `pulumi refresh`")
    ? [command("refresh", "--yes", "--skip-preview", "--clear-pending-creates")]
    : [];
  return [...named, ...pending];
}

/** Whether the provider died under the run. The engine then notes nothing of what was under way. */
export const providerDied = ({ output }: Run) => output.includes("error reading from server");

const command = (...args: string[]): Remedy => ({ kind: "command", args });
