import * as pulumi from "@pulumi/pulumi";
import * as intune from "pulumi-intune";

const config = new pulumi.Config();

const token = new intune.VppToken("london", {
  token: config.requireSecret("vppToken"),
  appleId: config.require("appleId"),
  vppTokenAccountType: "business",
  countryOrRegion: "gb",
  automaticallyUpdateApps: true,
});

export const id = token.id;
export const organization = token.organizationName;
export const expires = token.expirationDateTime;
export const state = token.state;
