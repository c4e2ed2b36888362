// @ts-check
// What an administrator does at the Intune portal, behind Pulumi's back.

/** Requests under this name are the administrator's own, and don't count. */
export const administrator = "portal";

/** @param {string} url The local Intune's. */
export function portalOf(url) {
  const collection = `${url}/v1.0/deviceAppManagement/vppTokens`;
  const headers = { authorization: "Bearer portal", "content-type": "application/json", "user-agent": administrator };
  /** @param {string} address @param {RequestInit} [request] */
  const ask = async (address, request) => {
    const answer = await fetch(address, { headers, ...request });
    if (!answer.ok) throw new Error(`the portal was answered with ${answer.status}.`);
    return answer.json();
  };
  const id = async () => {
    const list = /** @type {{ value: { id: string }[] }} */ (await ask(collection));
    return String(list.value[0]?.id);
  };
  /** @param {Record<string, unknown>} change */
  const change = async (change) => {
    await ask(`${collection}/${await id()}`, { method: "PATCH", body: JSON.stringify(change) });
  };
  return { id, change };
}
