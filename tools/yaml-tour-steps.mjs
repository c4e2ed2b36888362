// @ts-check
// What `npm start -- yaml` plays, in order: each step says what is to happen, and fails unless it does.

import { sampleToken } from "./sample-token.mjs";

const up = ["up", "--yes", "--skip-preview"];
const file = "london.vpptoken";
const urn = "urn:pulumi:tour::intune-yaml::intune:index:VppToken::london";

/** @type {import("./tour-steps.mjs").Part} */
const life = {
  title: "The life of a token, in YAML",
  steps: [
    {
      announcement:
        "Twelve lines of YAML declare a token in a file. `pulumi up` looks whether Intune has it already, and uploads it with one request.",
      run: async ({ open, writeFile, pulumi, expectRequests }) => {
        await open("yaml", {}, {});
        writeFile(file, sampleToken("2098"));
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
      announcement: "Somebody changes the country in the portal, behind Pulumi's back.",
      run: async ({ inPortal }) => inPortal({ countryOrRegion: "fr" }),
    },
    {
      announcement:
        "The nightly drift check finds it, names the property and its values, and fails the pipeline (exit code 7).",
      run: async ({ pulumi, expectRequests }) => {
        await pulumi(["refresh", "--preview-only", "--expect-no-changes", "--diff"], {
          shows: '~ countryOrRegion: "gb" => "fr"',
          exitCode: 7,
        });
        expectRequests(["GET"]);
      },
    },
    {
      announcement: "`pulumi up --refresh` repairs it: one request with that one property.",
      run: async ({ pulumi, expectRequests }) => {
        await pulumi([...up, "--refresh"], { shows: "[diff: ~countryOrRegion]" });
        expectRequests(["GET", "PATCH countryOrRegion"]);
      },
    },
    {
      announcement: "A year later: the renewed token is uploaded to the same entity, so its apps and licenses stay.",
      run: async ({ writeFile, pulumi, expectRequests }) => {
        writeFile(file, sampleToken("2099"));
        await pulumi(up, { shows: '"2099-05-01T17:00:00Z"' });
        expectRequests(["GET", "PATCH token"]);
      },
    },
  ],
};

/** @type {import("./tour-steps.mjs").Part} */
const recovery = {
  title: "A lost state, and `pulumi import`",
  steps: [
    {
      announcement: "The state is lost: Pulumi has forgotten the token. Intune still has it, and its apps.",
      run: async ({ pulumi, expectRequests }) => {
        await pulumi(["state", "delete", "--yes", urn], { shows: "Resource deleted" });
        expectRequests([]);
      },
    },
    {
      announcement:
        "The preview says already that the token exists, and names its id. Nothing is uploaded a second time.",
      run: async ({ pulumi, idInIntune, expectRequests }) => {
        await pulumi(["preview"], { shows: `import: "${await idInIntune()}"`, exitCode: 1 });
        expectRequests(["GET"]);
      },
    },
    {
      announcement: "`pulumi import` brings the token back into the state, and writes the lines for the program.",
      run: async ({ pulumi, idInIntune, expectRequests }) => {
        const id = await idInIntune();
        const args = ["import", "--yes", "--skip-preview", "--protect=false"];
        await pulumi([...args, "intune:index:VppToken", "london", id], { shows: "appleId: vpp@contoso.example" });
        expectRequests(["GET"]);
      },
    },
    {
      announcement:
        "`pulumi up` goes on from there: the token in the file is the one in Intune, so nothing is uploaded.",
      run: async ({ pulumi, expectChanges }) => {
        await pulumi(up, { shows: "~ 1 updated" });
        expectChanges([]);
      },
    },
    {
      announcement: "The tour ends: `pulumi destroy` sees that no app of the token is assigned, and deletes the token.",
      run: async ({ pulumi, expectRequests }) => {
        await pulumi(["destroy", "--yes", "--skip-preview"], { shows: "- 2 deleted" });
        expectRequests(["GET", "DELETE"]);
      },
    },
  ],
};

export const yamlTourSteps = [life, recovery];
