import { join } from "node:path";
import type { EntityDefinition } from "../definitions/entity";

const folder = join(__dirname, "..", "definitions");

/**
 * Finds an entity's definition by its name, which is also the name of its file and of what the file exports: so a new
 * entity needs no entry in a list.
 */
export function loadDefinition(name: string): EntityDefinition {
  if (!/^[A-Za-z]+$/.test(name)) throw new Error(`"${name}" is not the name of a definition`);
  return require(join(folder, name))[name];
}
