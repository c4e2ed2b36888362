import { isObject } from "../../src/json";

export const collection = "/deviceAppManagement/vppTokens";

/** Uploads a token made up for the test to a local Intune, through beta, and gives its id. */
export async function uploaded(
  url: string,
  fields: { orgName: string; displayName?: string; appleId?: string; apps?: readonly object[] },
): Promise<string> {
  const { orgName, apps, ...properties } = fields;
  const content = { token: `inner of ${orgName}`, expDate: "2099-05-01T10:00:00-0700", orgName, apps };
  const response = await fetch(`${url}/beta${collection}`, {
    method: "POST",
    headers: { authorization: "Bearer x", "content-type": "application/json" },
    body: JSON.stringify({ ...properties, token: Buffer.from(JSON.stringify(content)).toString("base64") }),
  });
  const created: unknown = await response.json();
  if (!isObject(created) || typeof created.id !== "string") throw new Error(JSON.stringify(created));
  return created.id;
}
