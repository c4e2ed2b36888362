// @ts-check
// The situations whose state is kept of each version: how each comes about, and how a later version goes on from there.
// The programs lie under programs/, the states and the tenants that they speak of under <version>/<situation>/.

const { readFileSync } = require("node:fs");
const { join } = require("node:path");

/**
 * @typedef {object} Scene What a situation is made with.
 * @property {(args: string[], variables?: Record<string, string>) => Promise<void>} pulumi
 * @property {(change: Record<string, unknown>) => Promise<void>} change Changes the only token in the portal.
 * @property {(token: Record<string, unknown>) => Promise<string>} create Creates a token in the portal, and returns its id.
 * @property {(rule: Record<string, unknown>) => Promise<void>} fault Makes the service answer otherwise.
 *
 * @typedef {object} Situation
 * @property {(scene: Scene) => Promise<void>} make
 * @property {string} [program] The name of its program. Default: that of the situation.
 * @property {true} [throughPlugin] Whether the plugin makes it, and goes on from there. Default: the dynamic provider.
 * @property {(ids: Record<string, string>) => Record<string, string>} [environment] The program's variables, later on.
 * @property {number} [unchanged] How many resources, the stack included, have nothing to do; undefined where one has.
 * @property {[string, string]} edit What to change in the program, to see that it can be updated.
 * @property {number} updated How many resources that updates.
 */

const up = ["up", "--yes", "--skip-preview"];

const tenantId = "00000000-0000-4000-8000-000000000001";

/** @param {number} year */
function tokenOf(year) {
  const content = { token: `london ${year}`, expDate: `${year}-05-01T10:00:00-0700`, orgName: "Contoso" };
  return Buffer.from(JSON.stringify(content)).toString("base64");
}

/** @type {Record<string, Situation>} */
const situations = {
  everything: {
    make: ({ pulumi }) => pulumi(up, { PARIS_VPP_TOKEN: tokenOf(2098) }),
    // The token of paris is in the state by its fingerprint only, and isn't needed.
    unchanged: 5,
    edit: ['countryOrRegion: "GB"', 'countryOrRegion: "us"'],
    updated: 2,
  },
  imported: {
    make: async ({ create, pulumi }) => {
      const id = await create({
        token: tokenOf(2097),
        appleId: "vpp@contoso.example",
        vppTokenAccountType: "business",
      });
      await pulumi(up, { LONDON_ID: id });
    },
    environment: ({ london = "" }) => ({ LONDON_ID: london }),
    unchanged: 2,
    edit: ['"gb"', '"us"'],
    updated: 1,
  },
  renewedElsewhere: {
    make: async ({ change, pulumi }) => {
      await pulumi(up);
      await change({ token: tokenOf(2098) });
      await pulumi(["refresh", "--yes", "--skip-preview"]);
    },
    edit: ["2097", "2098"],
    updated: 1,
  },
  tokenRemoved: {
    make: async ({ pulumi }) => {
      await pulumi(up, { INTUNE_TENANT_ID: tenantId, WITH_TOKEN: "true" });
      await pulumi(up, { INTUNE_TENANT_ID: tenantId });
    },
    environment: () => ({ INTUNE_TENANT_ID: tenantId }),
    unchanged: 2,
    edit: ['"gb"', '"us"'],
    updated: 1,
  },
  valueNotTaken: {
    make: async ({ change, fault, pulumi }) => {
      await pulumi(up);
      // The answer shows the old value, and what is sent once more is refused.
      await fault({ kind: "patch", set: { automaticallyUpdateApps: false }, method: "PATCH" });
      await fault({ kind: "status", status: 403, method: "PATCH", times: 9 });
      await pulumi(up, { UPDATE_APPS: "true" }).catch(() => undefined);
      await change({ automaticallyUpdateApps: false });
    },
    environment: () => ({ UPDATE_APPS: "true" }),
    edit: ['"gb"', '"us"'],
    updated: 1,
  },
  valueRewritten: {
    make: async ({ change, fault, pulumi }) => {
      const displayName = "London, the";
      await fault({ kind: "patch", set: { displayName }, path: "vppTokens", times: 99 });
      await pulumi(up);
      await change({ displayName });
    },
    unchanged: 2,
    edit: ['"gb"', '"us"'],
    updated: 1,
  },
  licenseSync: {
    make: ({ pulumi }) => pulumi(up),
    unchanged: 3,
    edit: ['"gb"', '"us"'],
    updated: 2,
  },
};

/** The same as the plugin leaves it. @param {string} program @returns {Situation} */
function throughPlugin(program) {
  const situation = situations[program];
  if (!situation) throw new Error(`There is no situation "${program}".`);
  return { ...situation, program, throughPlugin: true };
}

Object.assign(situations, {
  pluginEverything: throughPlugin("everything"),
  pluginImported: throughPlugin("imported"),
  pluginRenewedElsewhere: throughPlugin("renewedElsewhere"),
  pluginLicenseSync: throughPlugin("licenseSync"),
});

/**
 * The files of a situation's program.
 * @param {string} name
 * @param {string} plugin The folder of the plugin.
 */
function programOf(name, plugin) {
  const { program = name, throughPlugin } = situations[name] ?? {};
  const text = readFileSync(join(__dirname, "programs", `${program}.js`), "utf8");
  const path = `plugins:\n  providers:\n    - { name: intune, path: ${JSON.stringify(plugin)} }\n`;
  return {
    "Pulumi.yaml": `name: states\nruntime: nodejs\n${throughPlugin ? path : ""}`,
    "package.json": "{}",
    "index.js": throughPlugin ? text.replace('"pulumi-intune"', '"pulumi-intune/native"') : text,
  };
}

module.exports = { programOf, situations };
