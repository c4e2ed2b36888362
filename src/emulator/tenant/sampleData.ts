/** A list with at least one item. */
export type NonEmpty<T> = readonly [T, ...T[]];

/** The companies of the sample tokens: names that Microsoft uses in documentation. */
export const companies: NonEmpty<{
  readonly name: string;
  readonly domain: string;
  readonly kind: "business" | "education";
}> = [
  { name: "Contoso", domain: "contoso.example", kind: "business" },
  { name: "Fabrikam", domain: "fabrikam.example", kind: "business" },
  { name: "Fourth Coffee", domain: "fourthcoffee.example", kind: "business" },
  { name: "Bellows College", domain: "bellowscollege.example", kind: "education" },
  { name: "Northwind", domain: "northwind.example", kind: "business" },
];

/** The places of the companies' locations. */
export const places: NonEmpty<{ readonly name: string; readonly country: string }> = [
  { name: "London", country: "gb" },
  { name: "Paris", country: "fr" },
  { name: "Berlin", country: "de" },
  { name: "Seattle", country: "us" },
  { name: "Oslo", country: "no" },
  { name: "Tokyo", country: "jp" },
  { name: "Madrid", country: "es" },
  { name: "Sydney", country: "au" },
  { name: "Vienna", country: "at" },
  { name: "Toronto", country: "ca" },
  { name: "Chicago", country: "us" },
  { name: "Dublin", country: "ie" },
  { name: "Zürich", country: "ch" },
];

/** The apps of sample tokens. Each token has the first few of them. */
export const apps = [
  { bundleId: "com.apple.Pages", displayName: "Pages", totalLicenseCount: 100, usedLicenseCount: 62 },
  { bundleId: "com.apple.Numbers", displayName: "Numbers", totalLicenseCount: 100, usedLicenseCount: 40 },
  { bundleId: "com.apple.Keynote", displayName: "Keynote", totalLicenseCount: 50, usedLicenseCount: 50 },
  { bundleId: "com.apple.iMovie", displayName: "iMovie", totalLicenseCount: 25, usedLicenseCount: 3 },
  { bundleId: "com.apple.mobilegarageband", displayName: "GarageBand", totalLicenseCount: 25, usedLicenseCount: 0 },
  { bundleId: "com.apple.Playgrounds", displayName: "Swift Playgrounds", totalLicenseCount: 30, usedLicenseCount: 28 },
] as const;

/** Days until the first tokens expire, so that ten tokens show every case. The others spread over a year. */
export const firstDaysLeft: readonly number[] = [212, 19, 340, -12, 95, 160, 301, 264, 5, 64];
