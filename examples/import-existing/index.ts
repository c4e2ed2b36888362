import * as pulumi from "@pulumi/pulumi";
import * as intune from "pulumi-intune";

const config = new pulumi.Config();

const token = new intune.VppToken(
  "london",
  {
    // Intune never gives a token's text back. All else is managed without it; set it when you have the renewed one.
    token: config.getSecret("vppToken"),
    countryOrRegion: "gb",
    automaticallyUpdateApps: true,
  },
  // Only the first `pulumi up` needs to know which token is meant. After it, `pulumi config rm liveTokenId` changes nothing.
  { import: config.get("liveTokenId") },
);

export const id = token.id;
export const organization = token.organizationName;
export const expires = token.expirationDateTime;
