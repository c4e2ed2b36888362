// A value that the service stores in a form of its own.
const intune = require("pulumi-intune");

const content = { token: "london", expDate: "2097-05-01T10:00:00-0700", orgName: "Contoso" };
new intune.VppToken("london", {
  token: Buffer.from(JSON.stringify(content)).toString("base64"),
  displayName: "London, the head office",
  countryOrRegion: "gb",
});
