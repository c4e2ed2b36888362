// A VPP token as Pulumi's documentation teaches it ("Dynamic resource providers"): a provider in the program, whose
// functions Pulumi writes into the state together with all that they close over.
const pulumi = require("@pulumi/pulumi");

const writable = ["token", "appleId", "vppTokenAccountType", "countryOrRegion", "automaticallyUpdateApps"];

/** @typedef {Record<string, unknown>} Properties */

/**
 * @param {string} method
 * @param {string} path
 * @param {Properties} [body]
 * @returns {Promise<Properties | undefined>} The entity; undefined when there is none (any more).
 */
async function graph(method, path, body) {
  const response = await fetch(`${process.env.INTUNE_GRAPH_ENDPOINT}/v1.0/deviceAppManagement/vppTokens${path}`, {
    method,
    headers: { authorization: `Bearer ${process.env.INTUNE_ACCESS_TOKEN}`, "content-type": "application/json" },
    ...(body && { body: JSON.stringify(body) }),
  });
  if (response.status === 404 || response.status === 204) return undefined;
  if (!response.ok) throw new Error(`${method} ${path} was answered with ${response.status}: ${await response.text()}`);
  return JSON.parse(await response.text());
}

/** @param {Properties} inputs */
function settable(inputs) {
  return Object.fromEntries(writable.filter((name) => name in inputs).map((name) => [name, inputs[name]]));
}

/** @param {Properties | undefined} entity @param {unknown} token */
function outputs(entity, token) {
  const { id, "@odata.context": _, ...properties } = entity ?? {};
  return { id: String(id), outs: { ...properties, token } };
}

/** @type {pulumi.dynamic.ResourceProvider} */
const provider = {
  async create(inputs) {
    return outputs(await graph("POST", "", settable(inputs)), inputs.token);
  },
  async read(id, properties) {
    const entity = await graph("GET", `/${id}`);
    return entity ? { id, props: outputs(entity, properties.token).outs } : {};
  },
  async diff(_id, olds, news) {
    return { changes: writable.some((name) => olds[name] !== news[name]) };
  },
  async update(id, olds, news) {
    const changed = writable.filter((name) => olds[name] !== news[name]);
    const change = Object.fromEntries(changed.map((name) => [name, news[name]]));
    return { outs: outputs(await graph("PATCH", `/${id}`, change), news.token).outs };
  },
  async delete(id) {
    await graph("DELETE", `/${id}`);
  },
};

class VppToken extends pulumi.dynamic.Resource {
  /** @param {string} name @param {pulumi.Inputs} args */
  constructor(name, args) {
    // Pulumi fills in only the outputs that have a place among the inputs.
    const noneYet = { organizationName: undefined, expirationDateTime: undefined, state: undefined };
    super(provider, name, { ...noneYet, ...args }, { additionalSecretOutputs: ["token"] });
  }
}

module.exports = { VppToken };
