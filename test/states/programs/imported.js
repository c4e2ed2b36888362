// A token that was imported by its id.
const intune = require("pulumi-intune");

new intune.VppToken("london", { countryOrRegion: "gb" }, { import: process.env.LONDON_ID ?? "" });
