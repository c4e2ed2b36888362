import * as intune from "pulumi-intune";

const locations = { london: "gb", paris: "fr", berlin: "de" };

export const expires = Object.fromEntries(
  Object.entries(locations).map(([location, countryOrRegion]) => {
    const token = new intune.VppToken(location, {
      // Renewing is replacing the file. Git ignores the folder, and no state holds the text, not even encrypted.
      tokenFrom: { file: `tokens/${location}.vpptoken` },
      countryOrRegion,
    });
    return [location, token.expirationDateTime];
  }),
);
