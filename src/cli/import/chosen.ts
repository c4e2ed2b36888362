import type { vppToken } from "../../definitions/vppToken";

type Properties = typeof vppToken.properties;

/** What an administrator alone gives a value. (The organisation's name comes with the token's text.) */
type AdminProperty = {
  [Name in keyof Properties]: Properties[Name] extends { setBy: "admin" } ? Name : never;
}[keyof Properties];

/** What can be managed and read, without the text, which can't be read. */
export type ManagedProperty = Exclude<AdminProperty, "token">;

/** What Intune answers where nobody chose a value, in the order in which a program declares the properties. */
const defaultValues: Readonly<Record<ManagedProperty, readonly unknown[]>> = {
  displayName: [""],
  appleId: [""],
  vppTokenAccountType: [],
  countryOrRegion: [""],
  automaticallyUpdateApps: [],
  dataSharingConsentGranted: [false],
  claimTokenManagementFromExternalMdm: [false],
  // Every token has the default scope tag.
  roleScopeTagIds: [["0"], []],
  appleDeviceAppDeliveryProtocolType: ["default"],
};

/** The properties that a program can manage besides the text, in the order in which it declares them. */
export const managedProperties = Object.keys(defaultValues) as ManagedProperty[];

/** Whether somebody chose a live value, so that a program should keep it. The others are better left unmanaged. */
export function isCustomized(name: ManagedProperty, value: unknown): boolean {
  return !defaultValues[name].some((each) => JSON.stringify(each) === JSON.stringify(value));
}
