// A license sync after each write of its token.
const intune = require("pulumi-intune");

const content = { token: "london", expDate: "2097-05-01T10:00:00-0700", orgName: "Contoso" };
const london = new intune.VppToken("london", {
  token: Buffer.from(JSON.stringify(content)).toString("base64"),
  countryOrRegion: "gb",
});
new intune.VppTokenLicenseSync("london-sync", { vppTokenId: london.id, triggers: [london.lastAppliedDateTime] });
