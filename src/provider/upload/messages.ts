import type { EntityDefinition } from "../../definitions/entity";
import { displayText } from "../../displayText";

export function notTaken({ label }: EntityDefinition, id: string): string {
  return (
    `The ${label} ${displayText(id)} was not updated. The request was answered with success, but Intune doesn't show the change ` +
    "(no later lastModifiedDateTime, no new value), also after it was sent again. Something between here and Microsoft Graph " +
    "may have answered. Check the endpoint and the proxy, and run `pulumi up` again."
  );
}

export function goneAfterWrite({ label }: EntityDefinition, id: string): string {
  return (
    `The ${label} ${displayText(id)} was not updated. The request was answered with success, but Intune has no entity of this id. ` +
    "Run `pulumi refresh`, which removes it from the state, or check the connection."
  );
}

export function unreadAfterWrite({ label }: EntityDefinition, id: string, why: string): string {
  return (
    `The ${label} ${displayText(id)} may have been updated: the request was answered with success, though not with the entity, and ` +
    `reading it back failed. Run \`pulumi up\` again. ${why}`
  );
}

export function storedDifferently({ label }: EntityDefinition, id: string, names: readonly string[]): string {
  const what = names.join(", ");
  return (
    `Intune stores ${what} of the ${label} ${displayText(id)} in another form than declared. ` +
    "The declared value counts as stored, and is not sent again. To avoid this, declare what Intune shows."
  );
}
