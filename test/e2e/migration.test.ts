import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { defaultOrganizationId as organizationId } from "../../src/emulator/settings";
import { root } from "../support/pulumi";
import { steps } from "../support/steps";
import { tokenText } from "../support/tokenText";
import { withStack } from "../support/withStack";

type Values = Readonly<Record<string, unknown>>;

const doors = { dynamic: "pulumi-intune", native: "pulumi-intune/native" } as const;
type Door = keyof typeof doors;

const places = ["london", "berlin", "rome", "paris", "oslo", "older"] as const;

/** A token is known by its expiry, to the second. */
const textOf = (place: (typeof places)[number], year: number) =>
  tokenText({ token: `${place} ${year}`, expDate: `${year}-05-01T10:0${places.indexOf(place)}:00-0700` });

const project = (runtime: string) =>
  `name: moving\nruntime: ${runtime}\nplugins:\n  providers:\n    - { name: intune, path: ${JSON.stringify(join(root, "plugin"))} }\n`;

/** Declares what tokens.json says, through the door that door.json names. */
const program = `
  const intune = require(require("./door.json"));
  const { tokens, legacy, sync } = require("./tokens.json");
  for (const [name, { options, ...args }] of Object.entries(tokens)) {
    const token = new intune.VppToken(name, args, options);
    if (name !== sync) continue;
    new intune.VppTokenLicenseSync("sync", { vppTokenId: token.id, triggers: [token.lastAppliedDateTime], timeoutSeconds: 60 });
  }
  if (legacy) new intune.AppleVolumePurchaseProgramToken("older", legacy);
`;

const files = {
  "Pulumi.yaml": project("nodejs"),
  "package.json": "{}",
  "index.js": program,
  "berlin.vpptoken": textOf("berlin", 2097),
};

/** Sends a request of the portal, or one that sets a fault, or ends them all. */
async function atPortal(url: string, method: string, path: string, body?: object): Promise<void> {
  const headers = { authorization: "Bearer portal", "content-type": "application/json" };
  const answer = await fetch(`${url}${path}`, { method, headers, ...(body && { body: JSON.stringify(body) }) });
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
}

/** Every argument that is no output, and some that are. */
const london = {
  token: textOf("london", 2097),
  countryOrRegion: "GB",
  appleId: "vpp@contoso.example",
  automaticallyUpdateApps: true,
  renewalWarningDays: 10,
  skipTokenChecks: false,
  forceDestroy: false,
  revokeLicensesOnDelete: false,
  apiVersion: "v1.0",
};
const berlin = { tokenFrom: { file: "berlin.vpptoken" }, countryOrRegion: "de" };
const older = { organizationId, token: textOf("older", 2097), countryOrRegion: "GB" };

describe.each<{ readonly from: Door; readonly to: Door }>([
  { from: "dynamic", to: "native" },
  { from: "native", to: "dynamic" },
])("moving a stack, $from to $to, through the real CLI", ({ from, to }) => {
  const { stack, intune } = withStack(files, { emulator: { actionDuration: 0, faults: true } });
  const step = steps(() => intune.forget());
  const declared: Record<string, Values> = { london, berlin };
  let legacy: Values | undefined = older;

  const declare = (door: Door) =>
    stack.write({
      "door.json": JSON.stringify(doors[door]),
      "tokens.json": JSON.stringify({ tokens: declared, legacy, sync: "london" }),
    });
  const writes = () =>
    intune.requests.filter(({ method }) => method !== "GET").map(({ method, body }) => [method, body]);
  const idOf = (name: string) => stack.resources().find(({ urn }) => urn.endsWith(`::${name}`))?.id;
  const move = async (door: Door) => {
    declare(door);
    const { code, output } = await stack.up();
    expect({ code, output }).toMatchObject({ code: 0, output: expect.not.stringMatching(/created|deleted|replaced/) });
    expect(intune.asked()).toEqual([]);
    const type = door === "native" ? /^intune:index:/ : /^pulumi-nodejs:dynamic\/intune:/;
    expect(stack.resources().filter((resource) => !type.test(resource.type))).toEqual([]);
  };
  const noDrift = async () => expect(await stack.drift("--diff")).toMatchObject({ code: 0 });

  test("step by step", async () => {
    await step(
      "is set up: by token, by tokenFrom, by import, renewed elsewhere, rewritten, older, with a sync",
      async () => {
        const id = String((await intune.send("POST", "/vppTokens", { token: textOf("rome", 2097) })).id);
        const displayName = "Oslo, the";
        const rewriting = { kind: "patch", set: { displayName }, method: "POST", sends: "Oslo" };
        await atPortal(intune.url, "POST", "/emulator/faults", rewriting);
        Object.assign(declared, {
          rome: { countryOrRegion: "it", options: { import: id } },
          paris: { token: textOf("paris", 2097) },
          oslo: { token: textOf("oslo", 2097), displayName: "Oslo" },
        });
        declare(from);
        await stack.mustRun(["up", "--yes", "--skip-preview"]);
        const oslo = `/beta/deviceAppManagement/vppTokens/${idOf("oslo")}`;
        await atPortal(intune.url, "PATCH", oslo, { displayName });
        await intune.send("PATCH", `/vppTokens/${idOf("paris")}`, { token: textOf("paris", 2098) });
        await stack.mustRun(["refresh", "--yes", "--skip-preview"]);
        declared.paris = { token: textOf("paris", 2098) };
        declare(from);
        await stack.mustRun(["up", "--yes", "--skip-preview"]);
        await stack.mustRun(["up", "--yes", "--skip-preview", "--expect-no-changes"]);
      },
    );

    await step("sends nothing, and nothing is created, replaced or deleted", () => move(to));

    await step("then shows no drift", noDrift);

    await step("and has nothing to do", async () => {
      expect((await stack.up("--expect-no-changes")).code).toBe(0);
      expect(intune.asked()).toEqual([]);
    });

    await step("keeps what a refresh doesn't give back", async () => {
      await stack.mustRun(["refresh", "--yes", "--skip-preview", "--expect-no-changes"]);
      intune.forget();
      expect((await stack.up("--expect-no-changes")).code).toBe(0);
      expect(intune.asked()).toEqual([]);
    });

    await step("moves back without a request", () => move(from));

    await step("and again", () => move(to));

    await step("then sends one property in one PATCH", async () => {
      declared.berlin = { ...berlin, countryOrRegion: "at" };
      declare(to);
      expect((await stack.up()).code).toBe(0);
      expect(writes()).toEqual([["PATCH", expect.objectContaining({ countryOrRegion: "at" })]]);
      expect(Object.keys(writes()[0]?.[1] as object)).toEqual(["@odata.type", "countryOrRegion"]);
    });

    await step("moves and changes at once", async () => {
      declared.london = { ...london, appleId: "vpp2@contoso.example" };
      declare(from);
      expect((await stack.up()).code).toBe(0);
      const [patch, ...rest] = writes();
      expect(patch).toEqual(["PATCH", { "@odata.type": "#microsoft.graph.vppToken", appleId: "vpp2@contoso.example" }]);
      // The token was applied, so its sync runs again.
      expect(rest).toEqual([["POST", undefined]]);
    });

    await step("moves and renews at once, by one PATCH each", async () => {
      writeFileSync(join(stack.folder, "berlin.vpptoken"), textOf("berlin", 2099));
      declared.rome = { countryOrRegion: "it", token: textOf("rome", 2099) };
      legacy = { ...older, token: textOf("older", 2099) };
      declare(to);
      expect((await stack.up()).code).toBe(0);
      expect(writes()).toHaveLength(3);
      expect(writes().filter(([method]) => method !== "PATCH")).toEqual([]);
      await noDrift();
    });

    await step("finds drift, and puts it right", async () => {
      await intune.send("PATCH", `/vppTokens/${idOf("london")}`, { automaticallyUpdateApps: false });
      expect(await stack.drift("--diff")).toMatchObject({
        code: 7,
        output: expect.stringContaining("automaticallyUpdateApps"),
      });
      await stack.mustRun(["refresh", "--yes", "--skip-preview"]);
      intune.forget();
      declare(from);
      expect((await stack.up()).code).toBe(0);
      expect(writes()[0]).toEqual(["PATCH", expect.objectContaining({ automaticallyUpdateApps: true })]);
    });

    await step("is destroyed as a whole", async () => {
      expect((await stack.destroy()).code).toBe(0);
      expect((await intune.send("GET", "/vppTokens")).value).toEqual([]);
    });
  });
});

describe.each<Door>(["dynamic", "native"])("moving a stack from %s, with a value that Intune didn't take", (from) => {
  const { stack, intune } = withStack(files, { emulator: { faults: true } });

  test("sends it again, and nothing else", async () => {
    const declare = (door: Door, automaticallyUpdateApps: boolean) =>
      stack.write({
        "door.json": JSON.stringify(doors[door]),
        "tokens.json": JSON.stringify({ tokens: { london: { ...london, automaticallyUpdateApps } } }),
      });
    declare(from, false);
    await stack.mustRun(["up", "--yes", "--skip-preview"]);
    await atPortal(intune.url, "POST", "/emulator/faults", [
      { kind: "patch", set: { automaticallyUpdateApps: false }, method: "PATCH" },
      { kind: "status", status: 403, method: "PATCH", times: 9 },
    ]);
    declare(from, true);
    expect((await stack.up()).code).not.toBe(0);
    const id = stack.resources()[0]?.id;
    await atPortal(intune.url, "DELETE", "/emulator/faults");
    await intune.send("PATCH", `/vppTokens/${id}`, { automaticallyUpdateApps: false });
    intune.forget();
    declare(from === "dynamic" ? "native" : "dynamic", true);
    expect((await stack.up()).code).toBe(0);
    expect(intune.requests.filter(({ method }) => method !== "GET").map(({ body }) => body)).toEqual([
      { "@odata.type": "#microsoft.graph.vppToken", automaticallyUpdateApps: true },
    ]);
    expect((await stack.drift()).code).toBe(0);
  });
});

describe("moving a stack from the dynamic provider to a program in YAML, through the real CLI", () => {
  const { stack, intune } = withStack(files, { emulator: { actionDuration: 0 } });
  const step = steps(() => intune.forget());
  const inNode = { london, berlin };
  const inYaml = (change: Values = {}) =>
    JSON.stringify({
      london: { type: "intune:VppToken", properties: { ...london, ...change } },
      berlin: { type: "intune:VppToken", properties: berlin },
      sync: {
        type: "intune:VppTokenLicenseSync",
        properties: {
          vppTokenId: "$" + "{london.id}",
          triggers: ["$" + "{london.lastAppliedDateTime}"],
          timeoutSeconds: 60,
        },
      },
    });

  test("step by step", async () => {
    await step("is set up in Node", async () => {
      stack.write({
        "door.json": JSON.stringify(doors.dynamic),
        "tokens.json": JSON.stringify({ tokens: inNode, sync: "london" }),
      });
      await stack.mustRun(["up", "--yes", "--skip-preview"]);
    });

    await step("is unchanged in YAML, sends nothing, and shows no drift", async () => {
      stack.write({ "Pulumi.yaml": `${project("yaml")}resources: ${inYaml()}\n` });
      const { code, output } = await stack.up("--expect-no-changes");
      expect({ code, output }).toMatchObject({ code: 0, output: expect.stringContaining("4 unchanged") });
      expect(intune.asked()).toEqual([]);
      expect((await stack.drift("--diff")).code).toBe(0);
    });

    await step("then sends one property in one PATCH", async () => {
      stack.write({ "Pulumi.yaml": `${project("yaml")}resources: ${inYaml({ countryOrRegion: "ie" })}\n` });
      expect((await stack.up()).code).toBe(0);
      expect(intune.requests[0]?.body).toEqual({ "@odata.type": "#microsoft.graph.vppToken", countryOrRegion: "ie" });
    });

    await step("and back in Node sends nothing", async () => {
      stack.write({
        "Pulumi.yaml": project("nodejs"),
        "tokens.json": JSON.stringify({
          tokens: { ...inNode, london: { ...london, countryOrRegion: "ie" } },
          sync: "london",
        }),
      });
      expect((await stack.up()).code).toBe(0);
      expect(intune.asked()).toEqual([]);
      expect((await stack.drift("--diff")).code).toBe(0);
      expect((await stack.destroy()).code).toBe(0);
    });
  });
});
