// @ts-check
// Which `pulumi` a PATH leads to. CommonJS, because the tests need it as well.
const { accessSync, constants, statSync } = require("node:fs");
const { delimiter, isAbsolute, join } = require("node:path");

const windows = process.platform === "win32";
/** The three files that make a CLI for Node programs with dynamic resources, and the hosts of other languages. */
const files = {
  engine: windows ? "pulumi.exe" : "pulumi",
  languageHost: windows ? "pulumi-language-nodejs.exe" : "pulumi-language-nodejs",
  yamlHost: windows ? "pulumi-language-yaml.exe" : "pulumi-language-yaml",
  pythonHost: windows ? "pulumi-language-python.exe" : "pulumi-language-python",
  launcher: windows ? "pulumi-resource-pulumi-nodejs.cmd" : "pulumi-resource-pulumi-nodejs",
};

/**
 * The PATH on which `pulumi` is the one of the folder, under the name that the environment has for it. One on which it
 * comes first anyway stays as it is: its folder may be a crowded one, and put first it would change which `node` runs.
 * @param {string} folder
 * @param {NodeJS.ProcessEnv} env
 */
function pathWith(folder, env) {
  const name = pathName(env);
  const first = pathFolders(env).find((place) => isExecutable(join(place, files.engine)));
  return { [name]: first === folder ? String(env[name]) : [folder, ...pathFolders(env)].join(delimiter) };
}

/**
 * The folders of PATH. A relative one means something else in every working directory, so it is passed over.
 * @param {NodeJS.ProcessEnv} env
 */
function pathFolders(env) {
  return [...new Set((env[pathName(env)] ?? "").split(delimiter).filter((folder) => isAbsolute(folder)))];
}

/**
 * Windows writes it `Path`, and a copy of process.env knows it by no other name.
 * @param {NodeJS.ProcessEnv} env
 */
function pathName(env) {
  return Object.keys(env).find((name) => name.toUpperCase() === "PATH") ?? "PATH";
}

/** @param {string} file */
function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}

module.exports = { files, isExecutable, pathFolders, pathWith };
