import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { programKey, stateKeys } from "../../../src/provider/state/keys";

const samples = join(__dirname, "..", "..", "states");
const deployments = readdirSync(samples, { recursive: true })
  .map(String)
  .filter((path) => path.endsWith("deployment.json"));

interface Deployment {
  readonly deployment: {
    readonly resources: readonly { readonly type: string; readonly inputs?: object; readonly outputs?: object }[];
  };
}

function reservedIn(path: string): string[] {
  const { deployment } = JSON.parse(readFileSync(join(samples, path), "utf8")) as Deployment;
  const ours = deployment.resources.filter(({ type }) => type.includes("intune:"));
  const names = ours.flatMap(({ inputs = {}, outputs = {} }) => [...Object.keys(inputs), ...Object.keys(outputs)]);
  return [...new Set(names.filter((name) => name.startsWith("__")))];
}

test.each(deployments)("state keys: the contract has every reserved key of %s", (path) => {
  const known: readonly string[] = Object.values(stateKeys);
  const reserved = reservedIn(path);
  // What is managed the plugin knows from the inputs.
  expect(reserved.includes(stateKeys.managed)).toBe(!path.includes("/plugin"));
  expect(reserved.filter((name) => !known.includes(name))).toEqual([]);
});

test("state keys: the samples hold every key that this version writes", () => {
  const { importNote, modified, ...written } = stateKeys;
  const held = new Set(deployments.flatMap(reservedIn));
  expect(Object.values(written).filter((key) => !held.has(key))).toEqual([]);
  expect([importNote, modified, programKey].filter((key) => held.has(key))).toEqual([]);
});
