/** An access token as Microsoft Entra gives it out: a JWT that names the tenant. Nobody signed it. */
export function accessTokenOf(tenantId: string, nonce = ""): string {
  const part = (content: object) => Buffer.from(JSON.stringify(content)).toString("base64url");
  const claims = {
    aud: "https://graph.microsoft.com",
    iss: `https://sts.windows.net/${tenantId}/`,
    tid: tenantId,
    nonce,
  };
  return `${part({ typ: "JWT", alg: "RS256", kid: "made-up" })}.${part(claims)}.${Buffer.from("made-up").toString("base64url")}`;
}
