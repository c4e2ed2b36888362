import { join } from "node:path";
import type { ActionDefinition } from "../definitions/action";
import type { EntityDefinition } from "../definitions/entity";
import { ActionHandler } from "./action/actionHandler";
import type { ResourceHandler, RunContext } from "./life";
import { EntityHandler } from "./lifecycle";

const folder = join(__dirname, "..", "definitions");

/**
 * The life of what a definition describes. The definition is found by its name, which is also the name of its file and
 * of what the file exports: so a new entity needs no entry in a list.
 */
export function handlerFor(name: string, context: RunContext): ResourceHandler {
  if (!/^[A-Za-z]+$/.test(name)) throw new Error(`"${name}" is not the name of a definition`);
  const definition: EntityDefinition | ActionDefinition = require(join(folder, name))[name];
  return "kind" in definition ? new ActionHandler(definition, context) : new EntityHandler(definition, context);
}
