// A token whose text the program declared once, in a tenant whose id is configured.
const intune = require("pulumi-intune");

const content = { token: "london", expDate: "2097-05-01T10:00:00-0700", orgName: "Contoso" };
const token = Buffer.from(JSON.stringify(content)).toString("base64");
new intune.VppToken("london", {
  ...(process.env.WITH_TOKEN === "true" ? { token } : {}),
  countryOrRegion: "gb",
});
