import { vppToken } from "../../definitions/vppToken";
import { jsonText } from "../../displayText";
import { versionFor } from "../../provider/inputs/apiVersion";
import { argumentRows } from "../../provider/inputs/arguments";
import type { PropertyMap } from "../../provider/propertyMap";
import { stateAfterRead, stateAfterWrite } from "../../provider/state/entityState";
import { joinDynamicState, providerCode, withImportId } from "../../provider/state/keys";
import type { TokenImport } from "./tokenImport";

/** Returns the file for `pulumi import --file` into a program over the native plugin, which reads the tokens there. */
export function nativeImportFileText(imports: readonly TokenImport[]): string {
  const resources = imports.map(({ token: { id }, resourceName: name }) => ({
    type: "intune:index:VppToken",
    name,
    id,
  }));
  return `${jsonText({ resources }, 2)}\n`;
}

/**
 * Returns the file for `pulumi import --file` into a program of the dynamic provider. With `outputs`, Pulumi uses these values and doesn't ask the provider to read
 * the resource, which a dynamic provider can't do. Source: importFile in pulumi's cmd/pulumi/operations/import.go.
 */
export function importFileText(imports: readonly TokenImport[]): string {
  return `${jsonText({ resources: imports.map(importFileResource) }, 2)}\n`;
}

function importFileResource({ token, resourceName, inputs }: TokenImport): PropertyMap {
  const __provider = providerCode(vppToken.name);
  return {
    type: "pulumi-nodejs:dynamic/intune:VppToken",
    name: resourceName,
    id: token.id,
    inputs: { ...withImportId(inputs, token.id), __provider },
    outputs: { ...importedState(token, inputs), __provider },
  };
}

/** Returns the state after an import that had nothing to send. */
function importedState(token: TokenImport["token"], newInputs: PropertyMap): PropertyMap {
  const state = stateAfterWrite(vppToken, {
    version: versionFor(vppToken, newInputs),
    entity: {},
    newInputs,
    oldState: stateAfterRead(vppToken, { ...token }, {}),
    sent: [],
    outcome: "nothing sent",
    tenant: undefined,
  });
  const managed = Object.keys(argumentRows(vppToken)).filter((name) => newInputs[name] !== undefined);
  return joinDynamicState({ state, managed, importId: token.id, ownerTag: "" });
}
