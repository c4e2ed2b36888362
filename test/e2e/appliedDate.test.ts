import { type Intune, startIntune } from "../support/intune";
import { steps } from "../support/steps";
import { tokenText } from "../support/tokenText";
import { tokenProgram, withStack } from "../support/withStack";

const first = tokenText({ token: "first", expDate: "2098-05-01T10:00:00-0700" });
const renewed = tokenText({ token: "renewed", expDate: "2099-05-01T10:00:00-0700" });

/** Intune syncs with Apple, which it does twice a day: that moves the date of the last modification. */
async function syncByIntune(intune: Intune, id: string | undefined): Promise<void> {
  await intune.send("POST", `/vppTokens/${id}/syncLicenses`);
  await intune.send("PATCH", `/vppTokens/${id}`, {});
}

describe("lastAppliedDateTime: moves with this stack's writes alone, through the real CLI", () => {
  const { stack, box, intune, live } = withStack(tokenProgram("applied"), {
    box: true,
    emulator: { actionDuration: 100 },
  });
  let applied: unknown;

  const declare = (token: string, more = "") =>
    stack.write({
      "index.js": `
        const { VppToken, VppTokenLicenseSync } = require("pulumi-intune");
        const london = new VppToken("london", { token: "${token}", ${more} });
        new VppTokenLicenseSync("sync", { vppTokenId: london.id, triggers: [london.lastAppliedDateTime] });
        exports.applied = london.lastAppliedDateTime;
        exports.modified = london.lastModifiedDateTime;
      `,
    });
  const syncs = () => box.requests.filter(({ path }) => path.endsWith("/syncLicenses")).length;
  const outputs = () => stack.resources().find(({ urn }) => urn.endsWith("::london"))?.outputs ?? {};
  /** What pipelines run to find drift. */
  const drift = () => stack.preview("--refresh", "--expect-no-changes");

  beforeAll(async () => {
    // Every sync of the program's moves the date as well.
    box.intervene(async ({ path }, forward) => {
      const answer = await forward();
      if (path.endsWith("/syncLicenses")) await intune.send("PATCH", `/vppTokens/${path.split("/").at(-2)}`, {});
      return answer;
    });
    declare(first);
    await stack.mustRun(["up", "--yes", "--skip-preview"]);
    applied = outputs().lastAppliedDateTime;
  });
  const step = steps(() => box.forget());

  test("step by step", async () => {
    await step("create: gives it, and one sync follows", async () => {
      expect(applied).toEqual(expect.stringMatching(/^20\d\d-\d\d-\d\dT/));
      expect(applied).toBe(outputs().lastModifiedDateTime);
      expect(await live("london")).not.toMatchObject({ lastModifiedDateTime: applied });
    });

    await step("refresh: a sync of the program or of Intune is no change", async () => {
      expect((await drift()).code).toBe(0);
      await syncByIntune(intune, stack.idOf("london"));
      expect((await drift()).code).toBe(0);
      const { code } = await stack.up("--refresh", "--expect-no-changes");
      expect(code).toBe(0);
      expect(syncs()).toBe(0);
      expect(outputs()).toMatchObject({ lastAppliedDateTime: applied });
      expect(outputs().lastModifiedDateTime).not.toBe(applied);
    });

    await step("refresh: what other people change leaves it alone", async () => {
      await intune.send("PATCH", `/vppTokens/${stack.idOf("london")}`, { automaticallyUpdateApps: true });
      expect((await stack.up("--refresh")).code).toBe(0);
      expect(syncs()).toBe(0);
      expect(outputs()).toMatchObject({ lastAppliedDateTime: applied, automaticallyUpdateApps: true });
    });

    await step("update: it is unknown at preview, moves with the write, and one sync follows", async () => {
      declare(renewed);
      const preview = await stack.preview();
      expect(preview.output).toContain("2 to update");
      const { code, output } = await stack.up();
      expect(output).toContain("2 updated");
      expect(code).toBe(0);
      expect(syncs()).toBe(1);
      expect(outputs().lastAppliedDateTime).not.toBe(applied);
      expect(outputs().lastAppliedDateTime).toBe(outputs().lastModifiedDateTime);
      expect((await drift()).code).toBe(0);
    });

    await step("update: it stays where nothing is sent", async () => {
      const before = outputs().lastAppliedDateTime;
      declare(renewed, "renewalWarningDays: 5");
      expect((await stack.up()).code).toBe(0);
      expect(box.requests).toEqual([]);
      expect(outputs().lastAppliedDateTime).toBe(before);
    });
  });
});

describe("refresh: a renewal elsewhere is told from the expiry, through the real CLI", () => {
  const { stack, box, intune, declareTokens, live } = withStack(tokenProgram("elsewhere"), {
    box: true,
    emulator: {
      renewalLag: 3_600_000,
      now: () => new Date(Date.now() + (lagging ? 0 : 7_200_000)),
    },
  });
  let lagging = true;
  const declare = (token: string) => declareTokens({ name: "london", args: { token } });

  beforeAll(async () => {
    declare(first);
    await stack.mustRun(["up", "--yes", "--skip-preview"]);
    declare(renewed);
    await stack.mustRun(["up", "--yes", "--skip-preview"]);
  });
  const step = steps();

  test("step by step", async () => {
    await step("refresh: syncs while Intune's expiry lags behind this stack's own upload are no drift", async () => {
      await syncByIntune(intune, stack.idOf("london"));
      expect((await stack.drift()).code).toBe(0);
      expect((await stack.refresh()).code).toBe(0);
      await syncByIntune(intune, stack.idOf("london"));
      lagging = false;
      expect(await live("london")).toMatchObject({ expirationDateTime: "2099-05-01T17:00:00Z" });
      expect((await stack.drift()).code).toBe(0);
      expect((await stack.up("--refresh", "--expect-no-changes")).code).toBe(0);
    });

    await step("refresh: a renewal in the portal is drift, and is not overwritten", async () => {
      const portal = tokenText({ token: "portal", expDate: "2100-05-01T10:00:00-0700" });
      for (let upload = 0; upload < 2; upload++) {
        await intune.send("PATCH", `/vppTokens/${stack.idOf("london")}`, { token: portal });
      }
      expect((await stack.drift()).code).toBe(7);
      box.forget();
      const { code } = await stack.up("--refresh");
      expect(code).not.toBe(0);
      expect(box.writes()).toEqual([]);
    });
  });
});

describe("examples/license-sync", () => {
  const { stack, intune } = withStack("license-sync", {
    configuration: { vppToken: first, appleId: "vpp@contoso.example" },
    emulator: { actionDuration: 100 },
  });

  test("examples/license-sync: doesn't sync again because Intune did", async () => {
    await stack.mustRun(["up", "--yes", "--skip-preview"]);
    await syncByIntune(intune, stack.resources()[0]?.id);
    intune.forget();
    expect((await stack.preview("--refresh", "--expect-no-changes")).code).toBe(0);
    expect((await stack.up("--refresh", "--expect-no-changes")).code).toBe(0);
    expect(intune.asked().filter((request) => request.startsWith("POST"))).toEqual([]);
  });
});

test("emulator: a sync moves lastModifiedDateTime", async () => {
  const intune = await startIntune();
  try {
    const { id, lastModifiedDateTime } = await intune.send("POST", "/vppTokens", { token: first });
    await intune.send("POST", `/vppTokens/${id}/syncLicenses`);
    expect((await intune.send("GET", `/vppTokens/${id}`)).lastModifiedDateTime).not.toBe(lastModifiedDateTime);
  } finally {
    await intune.close();
  }
});
