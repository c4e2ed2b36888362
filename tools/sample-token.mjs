// @ts-check

/**
 * The text of a VPP token in the shape of Apple's, with a made-up secret: good for the emulator and nothing else.
 * @param {string} year The year in which it expires.
 */
export function sampleToken(year) {
  const content = { token: `made-up-${year}`, expDate: `${year}-05-01T10:00:00-0700`, orgName: "Contoso" };
  return Buffer.from(JSON.stringify(content)).toString("base64");
}
