interface TokenContent {
  token?: string;
  expDate?: string;
  orgName?: string;
  /** Where it belongs to, for the emulator alone: no other token may be of the same. */
  location?: string;
  /** The apps that come with it, for the emulator alone. */
  apps?: readonly object[] | undefined;
}

/** A VPP token text made up for a test: the shape of Apple's, the secret the test's own. */
export function tokenText(fields: TokenContent = {}): string {
  return encoded({ token: "made-up-secret", expDate: "2099-05-01T10:00:00-0700", orgName: "Contoso", ...fields });
}

let made = 0;

/**
 * Another token with every call, unless `token` is given. It expires in 2027.
 *
 * @param fields Whatever it is to hold, good or bad.
 */
export function newTokenText(fields: Readonly<Record<string, unknown>> = {}): string {
  made += 1;
  return encoded({
    token: `made-up-secret-${made}`,
    expDate: "2027-05-01T10:00:00-0700",
    orgName: "Contoso",
    ...fields,
  });
}

const encoded = (content: object) => Buffer.from(JSON.stringify(content)).toString("base64");
