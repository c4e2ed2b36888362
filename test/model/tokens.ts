import { tokenText } from "../support/tokenText";

/**
 * The locations whose tokens the scenarios use. The first three are a school district: one organization and one Apple
 * ID, and the tokens of two of them expire in the same second.
 */
const locations = {
  north: { organization: "District 9", second: 0 },
  south: { organization: "District 9", second: 0 },
  east: { organization: "District 9", second: 7 },
  london: { organization: "Contoso", second: 13 },
  paris: { organization: "Contoso France", second: 21 },
  tokyo: { organization: "Contoso", second: 34 },
} as const;

export type Location = keyof typeof locations;
export const locationNames = Object.keys(locations) as Location[];

/** A token, without its text: the first one of a location is generation 0, and each renewal is one more. */
export interface TokenRef {
  readonly location: Location;
  readonly generation: number;
}

/** Generations that are made: a later one expires a year later. */
export const lastGeneration = 5;

const expDate = ({ location, generation }: TokenRef) =>
  `${2027 + generation}-05-01T10:00:${String(locations[location].second).padStart(2, "0")}-0700`;

export function textOf(ref: TokenRef): string {
  const token = `made-up-${ref.location}-${ref.generation}`;
  return tokenText({ token, expDate: expDate(ref), orgName: locations[ref.location].organization });
}

/** When it expires, in milliseconds since 1970. */
export const expiryOf = (ref: TokenRef) => Date.parse(expDate(ref).replace("-0700", "-07:00"));

export const organizationOf = ({ location }: TokenRef) => locations[location].organization;

const refs = new Map(
  locationNames.flatMap((location) =>
    Array.from({ length: lastGeneration + 1 }, (_, generation): [string, TokenRef] => {
      const ref = { location, generation };
      return [textOf(ref), ref];
    }),
  ),
);

/** The token that a text is. */
export function refOf(text: unknown): TokenRef | undefined {
  return typeof text === "string" ? refs.get(text) : undefined;
}

export const sameToken = (one: TokenRef | undefined, other: TokenRef | undefined) =>
  one?.location === other?.location && one?.generation === other?.generation;
