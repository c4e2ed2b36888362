import type { EntityDefinition, Property } from "../definitions/entity";
import { type KnownUpload, knownUpload } from "./knownUpload";
import { managedArguments } from "./managed";
import type { Plain } from "./plain";
import { same } from "./same";
import type { TextFacts } from "./textNote";

/** What to do with a declared text that isn't the known one. */
export type Decision = "send" | "the service has it" | { readonly refused: string };

/**
 * Whether a text is to be uploaded over the one that the service holds. One that expires earlier than the live one, or
 * names another organisation, never is: it would take the live one's place, and Apple has taken it back already. The
 * same expiry is the same token, whatever an administrator called its organisation.
 *
 * @param known What is known of the last text; undefined when none was ever declared.
 * @param live What the entity shows of the live text. Its expiry lags behind an upload, so both count.
 */
export function decideUpload(declared: TextFacts, known: KnownUpload | undefined, live: TextFacts): Decision {
  const held = [known?.expires, live.expires].flatMap((date) => (date === undefined ? [] : [date]));
  const found = known === undefined || known.elsewhere;
  if (found && held.some((date) => sameDate(date, declared.expires))) return "the service has it";
  const organization = known?.organization ?? live.organization;
  if (organization !== undefined && declared.organization !== undefined && organization !== declared.organization) {
    return { refused: "names another organisation than the token that Intune holds" };
  }
  const later = held.find((date) => Date.parse(date) > Date.parse(declared.expires ?? ""));
  if (later === undefined || sameDate(later, declared.expires)) return "send";
  return { refused: `expires earlier (${declared.expires}) than the token that Intune holds (${later})` };
}

/**
 * What is known of a text that was uploaded elsewhere since; undefined when there is no sign of one. The service's date
 * lags behind an upload, so only a date that has moved, and to another one than that of the last text, is a sign. A new
 * name of the organisation alone is none: administrators may write it, and no two tokens expire at the same second.
 */
export function uploadedElsewhere(definition: EntityDefinition, before: Plain, entity: Plain): TextFacts | undefined {
  const { upload } = definition;
  const known = upload && knownUpload(upload, before);
  if (!upload || !known || before[upload.skipChecks] === true) return undefined;
  const moved = (name: string) => hasMoved(definition, name, before, entity);
  const live = liveFacts(definition, entity);
  if (!wasModified(definition, before, entity) || !moved(upload.expiry)) return undefined;
  if (sameDate(live.expires, known.expires)) return undefined;
  const isManaged = managedArguments(before)?.includes(upload.organization) ?? false;
  const named = moved(upload.organization) && !isManaged;
  return { expires: live.expires, organization: named ? live.organization : known.organization };
}

/**
 * Under this name a state remembers that the entity was modified since the last write, though its date hadn't moved yet.
 * A write begins anew.
 */
export const modifiedKey = "__modified";

/** Whether an entity was modified since the last write, by what it shows now or by what a read saw before. */
export function wasModified(definition: EntityDefinition, before: Plain, entity: Plain): boolean {
  const { upload } = definition;
  return (
    before[modifiedKey] === true || (upload !== undefined && hasMoved(definition, upload.modified, before, entity))
  );
}

function hasMoved({ properties }: EntityDefinition, name: string, before: Plain, entity: Plain): boolean {
  const row = properties[name];
  return row !== undefined && entity[name] !== undefined && !same(row, entity[name], before[name]);
}

/** What an entity shows of its text. */
export function liveFacts({ upload }: EntityDefinition, entity: Plain): TextFacts {
  const text = (name: string | undefined) => {
    const value = entity[name ?? ""];
    return typeof value === "string" ? value : undefined;
  };
  return { expires: text(upload?.expiry), organization: text(upload?.organization) };
}

const date: Property = { type: "DateTimeOffset", versions: [], setBy: "service" };

function sameDate(a: string | undefined, b: string | undefined): boolean {
  return a !== undefined && b !== undefined && same(date, a, b);
}
