import type { JsonObject } from "../http/json";
import type { ServiceContext } from "../settings";
import { vppTokenBehavior } from "../vppToken/behavior";
import { apps, companies, firstDaysLeft, type NonEmpty, places } from "./sampleData";
import type { StoredEntity, Tables } from "./store";

const hour = 3_600_000;
const day = 24 * hour;

/** Returns a tenant with `count` sample tokens, the same ones every time. */
export function seededTenant(count: number, context: ServiceContext): Tables {
  const tokens = Array.from({ length: count }, (_, number) => storedToken(number, context));
  return { vppTokens: new Map(tokens.map((token) => [token.id, token])) };
}

function storedToken(number: number, context: ServiceContext): StoredEntity {
  const { set, file, expires, synced } = sampleToken(number, context.now);
  const token = Buffer.from(JSON.stringify(file)).toString("base64");
  const uploaded = expires.getTime() - 365 * day;
  const syncStarted = synced.getTime() - context.settings.actionDuration;
  const before = Math.min(expires.getTime(), context.now.getTime() - 12 * day);
  return {
    id: `5eed0000-0000-4000-8000-${String(number + 1).padStart(12, "0")}`,
    position: number + 1,
    modified: uploaded + number,
    set,
    // Whether the last sync succeeded depends on the token's state. A failed one leaves the date of the sync before.
    known: {
      ...vppTokenBehavior.knownAfterWrite({ token }, undefined, context),
      uploaded,
      synced: before,
      syncStarted,
    },
  };
}

/** What an administrator, Apple and Intune know about a sample token. */
interface SampleToken {
  readonly set: JsonObject;
  /** The content of its token file. */
  readonly file: JsonObject;
  readonly expires: Date;
  /** When Intune last tried to sync it. */
  readonly synced: Date;
}

/** Returns the sample token with this number (from 0): always the same, with dates relative to `now`. */
function sampleToken(number: number, now: Date): SampleToken {
  const company = pick(companies, number);
  const place = pick(places, number);
  const expires = new Date(now.getTime() + daysLeft(number) * day + ((number * 7) % 24) * hour);
  return {
    set: {
      displayName: nameOf(number),
      appleId: `vpp.${emailPart(placeLabel(number))}@${company.domain}`,
      vppTokenAccountType: company.kind,
      countryOrRegion: place.country,
      automaticallyUpdateApps: number % 3 !== 1,
      dataSharingConsentGranted: true,
    },
    file: {
      token: `made up ${number}`,
      expDate: expires.toISOString(),
      orgName: company.name,
      // Some locations have a second token.
      location: nameOf(number % 23 === 7 ? number - 1 : number),
      externalMdm: number % 17 === 4,
      apps: apps.slice(0, number % (apps.length + 1)),
    },
    expires,
    synced: new Date(now.getTime() - (number % 19 === 9 ? 3 * day : ((number * 5) % 11) * hour + hour / 2)),
  };
}

function daysLeft(number: number): number {
  return firstDaysLeft[number] ?? ((number * 61) % 378) - 14;
}

function nameOf(number: number): string {
  return `${pick(companies, number).name} ${placeLabel(number)}`;
}

/** The name of a place, with a number from the second round on. */
function placeLabel(number: number): string {
  const round = Math.floor(number / places.length) + 1;
  const { name } = pick(places, number);
  return round === 1 ? name : `${name} ${round}`;
}

function emailPart(text: string): string {
  return text
    .normalize("NFD")
    .replace(/[^A-Za-z0-9]/g, "")
    .toLowerCase();
}

function pick<T>(items: NonEmpty<T>, number: number): T {
  return items[number % items.length] ?? items[0];
}
