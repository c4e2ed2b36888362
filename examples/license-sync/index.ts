import * as pulumi from "@pulumi/pulumi";
import * as intune from "pulumi-intune";

const config = new pulumi.Config();

const token = new intune.VppToken("london", {
  token: config.requireSecret("vppToken"),
  appleId: config.require("appleId"),
  countryOrRegion: config.get("countryOrRegion") ?? "gb",
});

// The apps' metadata follow the token's country or region at the next sync. So ask for a sync after each change that this
// stack makes. lastModifiedDateTime is no trigger: syncs change it, too.
const sync = new intune.VppTokenLicenseSync("london-sync", {
  vppTokenId: token.id,
  triggers: [token.lastAppliedDateTime],
});

export const id = token.id;
export const syncStatus = sync.lastSyncStatus;
export const synced = sync.lastSyncDateTime;
