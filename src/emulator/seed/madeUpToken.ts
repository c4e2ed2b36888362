import type { JsonObject } from "../json";
import { apps, companies, firstDaysLeft, type NonEmpty, places } from "./madeUp";

/** A token as an administrator would have it, and what Apple and Intune know of it. */
export interface SampleToken {
  readonly set: JsonObject;
  /** The content of its token file. */
  readonly file: JsonObject;
  readonly expires: Date;
  /** When Intune last synced it, or tried to. */
  readonly synced: Date;
}

const hour = 3_600_000;
const day = 24 * hour;

/** The made-up token of that number, from 0 on: always the same, with its dates counted from now. */
export function sampleToken(number: number, now: Date): SampleToken {
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
      // Now and then somebody uploaded a second token of the same location.
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

/** A place, and its number from the second time on. */
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
