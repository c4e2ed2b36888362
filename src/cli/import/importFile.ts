import { vppToken } from "../../definitions/vppToken";
import { jsonText } from "../../displayText";
import { withAdoption } from "../../provider/adoption";
import type { Plain } from "../../provider/plain";
import { stateAfterRead, stateAfterWrite } from "../../provider/state";
import { providerCode } from "../../provider/state/keys";
import { versionFor } from "../../provider/version";
import type { TokenImport } from "./tokenImport";

/**
 * Returns the file for `pulumi import --file`. With `outputs`, Pulumi uses these values and doesn't ask the provider to read
 * the resource, which a dynamic provider can't do. Source: importFile in pulumi's cmd/pulumi/operations/import.go.
 */
export function importFileText(imports: readonly TokenImport[]): string {
  return `${jsonText({ resources: imports.map(importFileResource) }, 2)}\n`;
}

function importFileResource({ token, resourceName, inputs }: TokenImport): Plain {
  const __provider = providerCode(vppToken.name);
  return {
    type: "pulumi-nodejs:dynamic/intune:VppToken",
    name: resourceName,
    id: token.id,
    inputs: { ...withAdoption(inputs, token.id), __provider },
    outputs: { ...withAdoption(importedState(token, inputs), token.id), __provider },
  };
}

/** Returns the state after an import that had nothing to send. */
function importedState(token: TokenImport["token"], declared: Plain): Plain {
  const version = versionFor(vppToken, declared);
  const before = stateAfterRead(vppToken, { ...token }, {});
  return stateAfterWrite(vppToken, {
    version,
    entity: {},
    declared,
    before,
    sent: [],
    outcome: "nothing sent",
    tenant: undefined,
  });
}
