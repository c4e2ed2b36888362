// @ts-check
// The whole schema of the plugin.
import { configSpec, providerSpec } from "./configuration.mjs";
import { functionSpecs } from "./lookups.mjs";
import { gitHubRepository, languageSpecs, pluginDownloadURL } from "./manifest.mjs";
import { resourceSpecs } from "./resources.mjs";
import { NamedTypes } from "./types.mjs";

/**
 * It has no version: the plugin adds its own when it is asked for its schema.
 * @param {import("./manifest.mjs").Manifest} manifest
 */
export function packageSchema(manifest) {
  const types = new NamedTypes();
  const config = configSpec(types);
  const resources = resourceSpecs(types);
  const functions = functionSpecs(types);
  const repository = gitHubRepository(manifest);
  return {
    name: "intune",
    displayName: "Microsoft Intune",
    description: manifest.description,
    keywords: [...manifest.keywords, "category/infrastructure", "kind/native"],
    ...(manifest.homepage ? { homepage: manifest.homepage } : {}),
    license: manifest.license,
    ...(repository ? { repository: `https://github.com/${repository}` } : {}),
    publisher: manifest.author,
    ...(repository ? { pluginDownloadURL: pluginDownloadURL(repository) } : {}),
    language: languageSpecs(repository),
    config,
    provider: providerSpec(),
    types: types.all(),
    resources,
    functions,
  };
}
