import { appleVolumePurchaseProgramToken } from "../definitions/appleVolumePurchaseProgramToken";
import { vppToken } from "../definitions/vppToken";
import { vppTokenLicenseSync } from "../definitions/vppTokenLicenseSync";
import { ActionHandler } from "./action/actionHandler";
import { EntityHandler } from "./entityHandler";
import type { ResourceHandler, RunContext } from "./handler";

/** The definitions of all resources. States name them, so a name stays for good. */
const definitions = { vppToken, vppTokenLicenseSync, appleVolumePurchaseProgramToken } as const;

/** The handler of the resources that a definition describes. */
export function handlerFor(name: string, context: RunContext): ResourceHandler {
  if (!Object.hasOwn(definitions, name)) throw new Error(`"${name}" is not the name of a definition`);
  const definition = definitions[name as keyof typeof definitions];
  return "kind" in definition ? new ActionHandler(definition, context) : new EntityHandler(definition, context);
}
