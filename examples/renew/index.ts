import * as pulumi from "@pulumi/pulumi";
import * as intune from "pulumi-intune";

const config = new pulumi.Config();

const token = new intune.VppToken("london", {
  // To renew: download the new token of the same location from Apple, `pulumi config set --secret vppToken` in place of
  // the old one, `pulumi up`. It goes to the same entity: a new resource would leave the apps and licenses behind.
  token: config.requireSecret("vppToken"),
  appleId: config.require("appleId"),
  // Only the token's owner can download the new one, so ask for it early.
  renewalWarningDays: config.getNumber("renewalWarningDays") ?? 60,
});

export const id = token.id;
export const expires = token.expirationDateTime;
