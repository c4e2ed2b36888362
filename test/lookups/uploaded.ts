import { clientOf, tokens } from "../support/client";
import { tokenText } from "../support/tokenText";

export const collection = tokens;

/** Uploads a token made up for the test to a local Intune, through beta, and gives its id. */
export async function uploaded(
  url: string,
  fields: { orgName: string; displayName?: string; appleId?: string; apps?: readonly object[] },
): Promise<string> {
  const { orgName, apps, ...properties } = fields;
  const token = tokenText({ token: `inner of ${orgName}`, orgName, apps });
  const { text, body } = await clientOf({ url })("POST", `/beta${collection}`, { ...properties, token });
  if (typeof body.id !== "string") throw new Error(text);
  return body.id;
}
