// @ts-check
// What `npm start` plays, in order: each step says what is to happen, and fails unless it does.

import { sampleToken } from "./sample-token.mjs";

/**
 * @typedef {object} Step
 * @property {string} announcement What happens, and what is to be seen.
 * @property {(runner: import("./tour-runner.mjs").TourRunner) => Promise<void>} run
 */

/** @typedef {{ title: string, steps: Step[] }} Part */

const [token, renewedToken, anotherToken] = [sampleToken("2098"), sampleToken("2099"), sampleToken("2097")];
const appleId = "vpp@contoso.example";
const up = ["up", "--yes", "--skip-preview"];
const destroy = ["destroy", "--yes", "--skip-preview"];

/** @type {Part} */
const life = {
  title: "The life of a token",
  steps: [
    {
      announcement:
        "A token is declared. `pulumi up` looks whether Intune has it already, and uploads it with one request.",
      run: async ({ open, pulumi, expectRequests }) => {
        await open("basic", {}, { londonVppToken: token });
        await pulumi(up, { shows: "+ 2 created" });
        expectRequests(["GET", "POST"]);
      },
    },
    {
      announcement: "Nothing has changed: a second `pulumi up` has nothing to do, and sends nothing.",
      run: async ({ pulumi, expectRequests }) => {
        await pulumi([...up, "--expect-no-changes"], { shows: "2 unchanged" });
        expectRequests([]);
      },
    },
    {
      announcement: "Somebody switches automatic app updates off in the portal, behind Pulumi's back.",
      run: async ({ inPortal }) => inPortal({ automaticallyUpdateApps: false }),
    },
    {
      announcement: "The nightly drift check finds it, names the property, and fails the pipeline (exit code 7).",
      run: async ({ pulumi, expectRequests }) => {
        await pulumi(["refresh", "--preview-only", "--expect-no-changes", "--diff"], {
          shows: "~ automaticallyUpdateApps: true => false",
          exitCode: 7,
        });
        expectRequests(["GET"]);
      },
    },
    {
      announcement: "`pulumi up --refresh` repairs it: one request with that one property.",
      run: async ({ pulumi, expectRequests }) => {
        await pulumi([...up, "--refresh"], { shows: "[diff: ~automaticallyUpdateApps]" });
        expectRequests(["GET", "PATCH automaticallyUpdateApps"]);
      },
    },
    {
      announcement: "A year later: the renewed token is uploaded to the same entity, so its apps and licenses stay.",
      run: async ({ pulumi, configure, expectRequests }) => {
        await configure({}, { londonVppToken: renewedToken });
        await pulumi(up, { shows: '"2099-05-01T17:00:00Z"' });
        expectRequests(["GET", "PATCH token"]);
      },
    },
  ],
};

/** @type {Part} */
const recovery = {
  title: "A lost state, and the import of a live token",
  steps: [
    {
      announcement: "The state is lost: Pulumi has forgotten the token. Intune still has it, and its apps.",
      run: async ({ pulumi, expectRequests }) => {
        const urn = "urn:pulumi:tour::intune-basic::pulumi-nodejs:dynamic/intune:VppToken::london";
        await pulumi(["state", "delete", "--yes", urn], { shows: "Resource deleted" });
        expectRequests([]);
      },
    },
    {
      announcement: "`pulumi up` doesn't upload the token a second time: it fails, and names the id to `import`.",
      run: async ({ pulumi, idInIntune, expectRequests }) => {
        await pulumi(up, { shows: `import: "${await idInIntune()}"`, exitCode: 1 });
        expectRequests(["GET"]);
      },
    },
    {
      announcement:
        "A program that names that id imports the token. Somebody changed its country meanwhile: the preview says that it will be changed back.",
      run: async ({ open, pulumi, inPortal, idInIntune, expectRequests }) => {
        const id = await idInIntune();
        await inPortal({ countryOrRegion: "us" });
        await open("import-existing", { liveTokenId: id }, { vppToken: renewedToken });
        await pulumi(["preview"], {
          shows: `The existing VPP token ${id} will be imported, and changed in countryOrRegion`,
        });
        expectRequests(["GET"]);
      },
    },
    {
      announcement: "`pulumi up` imports it: one look, and one request with what differs. Nothing is uploaded again.",
      run: async ({ pulumi, expectRequests }) => {
        await pulumi(up, { shows: "+ 2 created" });
        expectRequests(["GET", "PATCH countryOrRegion"]);
      },
    },
    {
      announcement: "`pulumi destroy` sees that no app of the token is assigned, and deletes the token.",
      run: async ({ pulumi, expectRequests }) => {
        await pulumi(destroy, { shows: "- 2 deleted" });
        expectRequests(["GET", "DELETE"]);
      },
    },
  ],
};

/** @type {Part} */
const licenseSync = {
  title: "License sync",
  steps: [
    {
      announcement:
        "A token together with a license sync: Pulumi uploads the one, asks Intune for the other, and waits for its end.",
      run: async ({ open, pulumi, expectChanges }) => {
        await open("license-sync", { appleId }, { vppToken: anotherToken });
        await pulumi(up, { shows: 'syncStatus: "completed"' });
        expectChanges(["POST", "POST syncLicenses"]);
      },
    },
    {
      announcement:
        "Its apps are to come from the French App Store: the token changes, and so the licenses are synced again.",
      run: async ({ configure, pulumi, expectChanges }) => {
        await configure({ countryOrRegion: "fr" });
        await pulumi(up, { shows: "~ 2 updated" });
        expectChanges(["PATCH countryOrRegion", "POST syncLicenses"]);
      },
    },
    {
      announcement: "The tour ends: `pulumi destroy` deletes the token. For the sync there is nothing to send.",
      run: async ({ pulumi, expectRequests }) => {
        await pulumi(destroy, { shows: "- 3 deleted" });
        expectRequests(["GET", "DELETE"]);
      },
    },
  ],
};

export const tourSteps = [life, recovery, licenseSync];
