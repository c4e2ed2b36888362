// The program whose state each release leaves here: every resource, and every form of a token.
const intune = require("pulumi-intune");

const text = (/** @type {string} */ token, /** @type {number} */ year) =>
  Buffer.from(JSON.stringify({ token, expDate: `${year}-05-01T10:00:00-0700`, orgName: "Contoso" })).toString("base64");

const london = new intune.VppToken("london", {
  token: text("london", 2097),
  appleId: "vpp@contoso.example",
  vppTokenAccountType: "business",
  countryOrRegion: "GB",
  automaticallyUpdateApps: true,
});
new intune.VppToken("paris", {
  tokenFrom: { env: "PARIS_VPP_TOKEN" },
  displayName: "Paris",
  roleScopeTagIds: ["1", "0"],
});
new intune.AppleVolumePurchaseProgramToken("rome", {
  organizationId: "00000000-0000-4000-8000-000000004399",
  token: text("rome", 2099),
});
new intune.VppTokenLicenseSync("london-sync", { vppTokenId: london.id, triggers: [london.countryOrRegion] });
