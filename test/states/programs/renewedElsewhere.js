// A token that somebody renewed in the portal after the program uploaded it.
const intune = require("pulumi-intune");

const year = 2097;
const content = { token: `london ${year}`, expDate: `${year}-05-01T10:00:00-0700`, orgName: "Contoso" };
new intune.VppToken("london", {
  token: Buffer.from(JSON.stringify(content)).toString("base64"),
  countryOrRegion: "gb",
});
