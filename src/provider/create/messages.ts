import type { EntityDefinition } from "../../definitions/entity";
import { displayText } from "../../displayText";
import type { Entity } from "../../graph/entities";
import type { Contestant } from "../run/programRoster";

/** A live entity that is to get a token. */
export interface UploadTarget {
  readonly id: string;
  /** What becomes of it: a replacement deletes it before the token is uploaded. */
  readonly operation: "renewed" | "replaced";
}

/** Entities by their ids alone: other values may be secrets. */
function listed(ids: readonly string[]): string {
  return ids.map(displayText).join(", ");
}

export function alreadyInTenant({ label, upload }: EntityDefinition, ids: readonly string[]): string {
  const [first = ""] = ids;
  return (
    `This ${label} already exists in the tenant (id ${listed(ids)}). Nothing was uploaded. ` +
    `To manage it, set the resource option \`import: "${displayText(first)}"\`. An interrupted run can cause this. ` +
    "If you renamed the resource, set the option `aliases` with its old name instead. If you are replacing the resource on " +
    "request, set the option `deleteBeforeReplace: true`, and run `pulumi up --skip-preview`. " +
    `If it is another token, such as one that this program declares inside ` +
    `\`apply\`, set \`${upload.skipChecks}: true\`.`
  );
}

/** The message for a token while some resources of the stack are unknown, of which one may manage the entity. */
export function perhapsAnothers({ label, upload }: EntityDefinition, ids: readonly string[]): string {
  const [first = ""] = ids;
  return (
    `Another ${label} of the same expiry exists in the tenant (id ${listed(ids)}). This run can't tell whether another ` +
    "resource of this stack manages it. Nothing was uploaded. If another resource manages it, run without `--target`, or " +
    `set \`${upload.skipChecks}: true\` until this one is created. If no resource manages it, this ${label} already exists: ` +
    `set the resource option \`import: "${displayText(first)}"\`.`
  );
}

/** The message for a token while an entity of its expiry seems to be that of another new resource. */
export function perhapsNewOnes({ label, upload }: EntityDefinition, id: string, other: string): string {
  return (
    `A ${label} of the same expiry exists in the tenant (id ${displayText(id)}), and no resource manages it. It seems to be the one ` +
    `that the resource "${other}" declares. Nothing was uploaded. First run \`pulumi up\` with "${other}" importing it, then this ` +
    "one can be created. If it is this one, import it here instead. If it is neither, " +
    `set \`${upload.skipChecks}: true\`.`
  );
}

/** The message for a token that may be one of those whose expiry Intune doesn't show. */
export function perhapsInTenant({ label, upload }: EntityDefinition, ids: readonly string[]): string {
  const [first = ""] = ids;
  return (
    `The ${label} ${listed(ids)} in the tenant may be this one: it has the same Apple ID, and Intune doesn't show its expiry ` +
    "yet. Nothing was uploaded. Run `pulumi up` again in a few minutes. If it is this one, set the resource option " +
    `\`import: "${displayText(first)}"\`. If it is another token, set \`${upload.skipChecks}: true\`.`
  );
}

export function ownedByAnother({ label, upload }: EntityDefinition, ids: readonly string[]): string {
  return (
    `Another resource in this program already manages this ${label} (id ${listed(ids)}). Nothing was uploaded. ` +
    `Declare it only once. If it is another token, set \`${upload.skipChecks}: true\`.`
  );
}

export function declaredTwice({ label }: EntityDefinition, other?: string): string {
  const which = other === undefined ? "" : ` The other one is "${other}".`;
  return `Another resource in this program already uses this ${label}. Declare it only once.${which} Nothing was uploaded.`;
}

export function contested({ label, upload }: EntityDefinition, resources: readonly Contestant[]): string {
  const names = resources.map(({ name, id }) => (id === undefined ? `"${name}"` : `"${name}" (id ${displayText(id)})`));
  return (
    `Another resource in this program already uses this ${label}: ` +
    `${names.join(" and ")} declare the token, or were deployed with it. ` +
    `Declare it only once. Nothing was uploaded. To upload it anyway, set \`${upload.skipChecks}: true\`.`
  );
}

/** @param other The resource that was deployed with the token, or that declares the one of this resource. */
export function stillHeld({ label, upload }: EntityDefinition, own: string, other: string): string {
  return (
    `The resources "${own}" and "${other}" would exchange a ${label}: one declares the token that the other was deployed ` +
    "with. Nothing was uploaded. Put each token back where it belongs. To move a token on purpose, first give the resource " +
    `that holds it another one, or set \`${upload.skipChecks}: true\`.`
  );
}

/** @param other The entity that holds the token. */
export function heldByAnother(
  { label, upload }: EntityDefinition,
  { id, operation }: UploadTarget,
  other: string,
): string {
  return (
    `The ${label} ${displayText(id)} was not ${operation}: its new token belongs to the ${label} ${displayText(other)}, which another resource in this ` +
    "program manages. Nothing was uploaded. Put each token back where it belongs, or set " +
    `\`${upload.skipChecks}: true\` to upload it anyway.`
  );
}

export function uploadedAlready(
  { label, upload }: EntityDefinition,
  { id, operation }: UploadTarget,
  others: readonly string[],
): string {
  return (
    `The ${label} ${displayText(id)} was not ${operation}: its new token already exists in the tenant (id ${listed(others)}, same expiry). ` +
    "Nothing was uploaded or deleted. Use the token of the same location. If a resource that the program no longer declares " +
    "holds the new token, first run `pulumi up` with the previous token of this resource, which deletes the other one, and " +
    `then declare the new token. Or set \`${upload.skipChecks}: true\` to upload it anyway.`
  );
}

export function lostAnswer({ label }: EntityDefinition, seconds: number): string {
  return (
    `No usable response to the request that creates a ${label}. ` +
    `Checking for up to ${seconds} seconds whether it was created.`
  );
}

export function cannotTell({ label }: EntityDefinition, candidates: readonly Entity[]): string {
  return (
    `Creating the ${label} got no usable response, and ${candidates.length > 1 ? "several new ones" : "a new one"} ` +
    `could be it (id ${listed(candidates.map(({ id }) => id))}). It was not sent again. Look in Intune which token it is. ` +
    "If it is this one, set the resource option `import` with its id."
  );
}

export function mayHaveBeenCreated({ label }: EntityDefinition): string {
  return (
    `The ${label} may have been created, and Intune doesn't show it yet. It was not sent again. The next \`pulumi up\` ` +
    `finds the ${label} if it exists, and names its id. Run it in a few minutes.`
  );
}
