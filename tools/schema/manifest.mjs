// @ts-check
// What the schema takes from package.json. Nothing here touches the machine.

/**
 * @typedef {object} Manifest
 * @property {string} description
 * @property {readonly string[]} keywords
 * @property {string} license
 * @property {string} author
 * @property {string} [homepage]
 * @property {string | { url: string }} [repository]
 */

/**
 * The repository on GitHub that package.json names, as `owner/name`; undefined when it names none.
 * @param {Pick<Manifest, "repository">} manifest
 * @returns {string | undefined}
 */
export function gitHubRepository({ repository }) {
  const url = typeof repository === "string" ? repository : (repository?.url ?? "");
  return /^(?:github:|(?:git\+)?(?:https|ssh):\/\/(?:git@)?github\.com\/|)([\w.-]+\/[\w.-]+?)(?:\.git)?\/?$/.exec(
    url,
  )?.[1];
}

/** Where Pulumi looks for the plugin: among the assets of the repository's releases. @param {string} repository */
export function pluginDownloadURL(repository) {
  return `github://api.github.com/${repository}`;
}

/**
 * How the libraries are called that Pulumi generates from the schema.
 * @param {string | undefined} repository
 */
export function languageSpecs(repository) {
  const home = repository ? `github.com/${repository}` : "pulumi-intune";
  return {
    // Not the name of the npm package, which has its own classes over the plugin.
    nodejs: { packageName: "pulumi-intune-sdk", respectSchemaVersion: true },
    python: { packageName: "pulumi_intune", pyproject: { enabled: true }, respectSchemaVersion: true },
    go: { importBasePath: `${home}/sdk/go/intune`, generateResourceContainerTypes: true, respectSchemaVersion: true },
    csharp: { namespaces: { intune: "Intune" }, respectSchemaVersion: true },
  };
}
