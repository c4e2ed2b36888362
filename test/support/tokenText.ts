interface TokenContent {
  token?: string;
  expDate?: string;
  orgName?: string;
  /** Where it belongs to, for the emulator alone: no other token may be of the same. */
  location?: string;
  /** The apps that come with it, for the emulator alone. */
  apps?: readonly Readonly<Record<string, unknown>>[];
}

/** A VPP token text made up for a test: the shape of Apple's, the secret the test's own. */
export function tokenText(fields: TokenContent = {}): string {
  const content = { token: "made-up-secret", expDate: "2099-05-01T10:00:00-0700", orgName: "Contoso", ...fields };
  return Buffer.from(JSON.stringify(content)).toString("base64");
}
