import * as azuread from "@pulumi/azuread";
import * as pulumi from "@pulumi/pulumi";
import * as intune from "pulumi-intune";
import { PipelineApplication, type Trust } from "./pipelineApplication";

const config = new pulumi.Config();

// The people who fetch tokens from Apple. README.md says what else to give the group; members come and go elsewhere.
const tokenManagers = new azuread.Group("token-managers", {
  displayName: "Apple VPP token managers",
  securityEnabled: true,
  preventDuplicateNames: true,
});

// Exactly what pulumi-intune asks for: the second one is for deletes, which look for apps that are still assigned.
const write = new PipelineApplication("write", {
  displayName: "Apple VPP tokens: deploy",
  permissions: ["DeviceManagementServiceConfig.ReadWrite.All", "DeviceManagementApps.Read.All"],
  trusts: config.requireObject<Record<string, Trust>>("writeTrusts"),
});
const read = new PipelineApplication("read", {
  displayName: "Apple VPP tokens: preview, drift, expiry",
  permissions: ["DeviceManagementServiceConfig.Read.All"],
  trusts: config.requireObject<Record<string, Trust>>("readTrusts"),
});

// None before the application exists that uploads them: see README.md.
const locations = config.getObject<Record<string, string>>("locations") ?? {};
const tokens = Object.entries(locations).map(
  ([location, countryOrRegion]) =>
    new intune.VppToken(location, {
      // From Azure Key Vault, by way of the environment that the stack imports: environment.yaml.
      token: config.requireSecret(`${location}VppToken`),
      countryOrRegion,
    }),
);

export const tokenManagersId = tokenManagers.objectId;
export const writeClientId = write.clientId;
export const readClientId = read.clientId;
export const expires = tokens.map(({ expirationDateTime }) => expirationDateTime);
