// A value that the service answered with success, and didn't take.
const intune = require("pulumi-intune");

const content = { token: "london", expDate: "2097-05-01T10:00:00-0700", orgName: "Contoso" };
new intune.VppToken("london", {
  token: Buffer.from(JSON.stringify(content)).toString("base64"),
  countryOrRegion: "gb",
  automaticallyUpdateApps: process.env.UPDATE_APPS === "true",
});
