// @ts-check
const { tokens } = require("../tokens");

/**
 * A program in YAML that declares the tokens. YAML knows no variables of the environment, so it is written anew for each run.
 * JSON is YAML, too.
 *
 * @param {{ first: number, count: number, country: string }} which
 * @param {string} plugin The folder of the native plugin.
 */
function yamlProject(which, plugin) {
  const resources = tokens(which).map(({ name, args }) => [name, { type: "intune:VppToken", properties: args }]);
  return JSON.stringify({ ...project("yaml", plugin), resources: Object.fromEntries(resources) });
}

/** @param {string} runtime @param {string} plugin */
function project(runtime, plugin) {
  return { name: "bench", runtime, plugins: { providers: [{ name: "intune", path: plugin }] } };
}

module.exports = { project, yamlProject };
