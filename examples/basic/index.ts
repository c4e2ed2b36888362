import * as pulumi from "@pulumi/pulumi";
import * as intune from "pulumi-intune";

const config = new pulumi.Config();

const london = new intune.VppToken("london", {
  token: config.requireSecret("londonVppToken"), // or intune.readVppTokenFile("london.vpptoken")
  appleId: "vpp@contoso.example",
  vppTokenAccountType: "business",
  countryOrRegion: "gb",
  automaticallyUpdateApps: true,
});

export const expires = london.expirationDateTime;
