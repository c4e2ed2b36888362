import { vppToken } from "../../definitions/vppToken";
import { jsonText } from "../../displayText";
import { withAdoption } from "../../provider/adoption";
import type { Plain } from "../../provider/plain";
import { stateAfterRead, stateAfterWrite } from "../../provider/state";
import { providerCode } from "../../provider/state/keys";
import { versionFor } from "../../provider/version";
import type { Adoption } from "./adoptions";

/**
 * The file that `pulumi import --file` takes. With `outputs`, Pulumi takes a resource as it is told, and doesn't ask its
 * provider to read it, which a dynamic one couldn't. Source: importFile in pulumi's cmd/pulumi/operations/import.go.
 */
export function importFileText(adoptions: readonly Adoption[]): string {
  return `${jsonText({ resources: adoptions.map(imported) }, 2)}\n`;
}

function imported({ token, resource, declared }: Adoption): Plain {
  const __provider = providerCode(vppToken.name);
  return {
    type: "pulumi-nodejs:dynamic/intune:VppToken",
    name: resource,
    id: token.id,
    inputs: { ...withAdoption(declared, token.id), __provider },
    outputs: { ...withAdoption(adoptedState(token, declared), token.id), __provider },
  };
}

/** What the state holds after an adoption that had nothing to send. */
function adoptedState(token: Adoption["token"], declared: Plain): Plain {
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
