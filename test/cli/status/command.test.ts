import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { uploaded } from "../../lookups/uploaded";
import { bearer, type Intune, startIntune } from "../../support/intune";
import { graphError, requestId, startRefusingService } from "../../support/refusingService";
import { type ScriptedServer, startScriptedServer } from "../../support/scriptedServer";
import { builtCommand } from "../builtCommand";
import { hasFullDisk, runNode, runOntoFullDisk } from "../run";
import { parseExposition } from "./formats/strictExposition";
import { parseXml } from "./formats/strictXml";

const command = builtCommand();
/** Nothing of the environment of whoever runs the tests: it may hold credentials, or NO_COLOR. */
const bare = { TERM: "xterm-256color" };
let intune: Intune;
let empty: Intune;
let healthy: Intune;

beforeAll(async () => {
  [intune, empty, healthy] = await Promise.all([
    startIntune({ seed: 10, pageSize: 4 }),
    startIntune(),
    startIntune({ faults: true }),
  ]);
  await uploaded(healthy.url, { orgName: "MARKED-SECRET", displayName: "London" });
});
afterAll(async () => {
  command.remove();
  await Promise.all([intune?.close(), empty?.close(), healthy?.close()]);
});
beforeEach(() => intune.forget());

const status = (variables: Record<string, string>, ...args: string[]) =>
  runNode([command.main, "status", ...args], { env: { ...bare, ...variables } });

test("lists the tokens of all pages, the soonest expiry first, with one request of beta a page", async () => {
  const { code, stdout, stderr } = await status(intune.variables);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  const [header, ...lines] = stdout.trimEnd().split("\n");
  expect(header).toMatch(/^NAME +APPLE ID +COUNTRY +STATE +EXPIRES +DAYS +LAST SYNC +APPS$/);
  expect(lines).toHaveLength(10);
  expect(lines[0]).toMatch(
    /^Bellows College Seattle +vpp\.seattle@.* US +expired +20\d\d-\d\d-\d\d +-\d+ +failed .* \d$/,
  );
  const days = lines.map((line) => Number(/\d{4}-\d\d-\d\d +(-?\d+)/.exec(line)?.[1]));
  expect(days).toEqual([...days].sort((one, other) => one - other));
  expect(intune.asked()).toEqual(Array(3).fill("GET /beta/deviceAppManagement/vppTokens"));
  expect(intune.requests[0]?.headers.authorization).toBe(`Bearer ${bearer}`);
});

test("lists them as JSON under Graph's names with daysLeft, and without a token's text", async () => {
  const { stdout } = await status(healthy.variables, "--json");
  expect(JSON.parse(stdout)).toEqual([
    expect.objectContaining({ displayName: "London", state: "valid", daysLeft: expect.any(Number) }),
  ]);
  const uploadedText = Buffer.from('{"token":"inner of MARKED').toString("base64").slice(0, 30);
  expect(stdout).not.toContain(uploadedText);
  expect(stdout).not.toContain('"token":');
});

test("asks the version that the settings name", async () => {
  const { stdout } = await status({ ...intune.variables, INTUNE_API_VERSION: "v1.0" });
  expect(stdout).toMatch(/\nBellows College +vpp\.seattle@/);
  expect(intune.asked()[0]).toBe("GET /v1.0/deviceAppManagement/vppTokens");
});

test("lists them as metrics, and as a test report that takes the days of --expiring-within", async () => {
  const metrics = await status(intune.variables, "--format", "prometheus");
  expect(parseExposition(metrics.stdout).find(({ name }) => name === "intune_vpp_token_info")?.samples).toHaveLength(
    10,
  );
  const report = await status(intune.variables, "--format", "junit", "--expiring-within", "400");
  expect(report.code).toBe(1);
  expect(parseXml(report.stdout).children[0]?.children).toHaveLength(30);
  expect(report.stdout).toContain("lasts 400 more days");
});

describe("--expiring-within", () => {
  test("ends with 1 and says on standard error which tokens expire or aren't valid, and why", async () => {
    const { code, stdout, stderr } = await status(intune.variables, "--expiring-within", "20");
    expect(stdout.trimEnd().split("\n")).toHaveLength(11);
    expect(stderr).toMatch(/^6 of 10 VPP tokens need attention:\n {2}- Bellows College Seattle \(.*\) expired on /);
    expect(stderr).toMatch(/ {2}- Fabrikam Paris \(.*\) expires in 19 days, on /);
    expect(stderr).toMatch(/ {2}- Northwind Oslo \(.*\) has the state assignedToExternalMDM\n/);
    expect(code).toBe(1);
  });

  test("ends with 0 when all tokens are valid and last longer, or when there are none", async () => {
    const days = ["--expiring-within", "30"];
    expect(await status(healthy.variables, ...days)).toMatchObject({ code: 0, stderr: "" });
    expect(await status(empty.variables, ...days)).toMatchObject({ code: 0, stderr: "" });
  });
});

test("an empty tenant is a sentence in a table, and an empty list in JSON", async () => {
  expect(await status(empty.variables)).toEqual({ code: 0, stdout: "The tenant has no VPP tokens.\n", stderr: "" });
  expect((await status(empty.variables, "--json")).stdout).toBe("[]\n");
});

describe("what a hostile or unfinished service answers", () => {
  const steer = "\u001b[2J\u009b1m\u202E\u2066\u200F\u061C\u200B\uFEFF\u2028\r";
  const name = `${steer}${"x".repeat(5000)}`;
  const hostile = {
    displayName: name,
    appleId: name,
    organizationName: name,
    countryOrRegion: name,
    locationName: name,
  };
  const tokens = [
    { id: "hostile", ...hostile, state: name, lastSyncStatus: name, expirationDateTime: "2099-05-01T17:00:00Z" },
    { id: "nulls", displayName: null, appleId: null, state: null, lastSyncStatus: null, expirationDateTime: null },
    { id: "year-1", expirationDateTime: "0001-01-01T00:00:00Z", lastSyncDateTime: "0001-01-01T00:00:00Z" },
  ];
  let service: ScriptedServer;
  beforeAll(async () => {
    service = await startScriptedServer(() => ({ status: 200, body: { value: tokens } }));
  });
  afterAll(() => service?.close());
  const listed = async (...args: string[]) => {
    const variables = { INTUNE_GRAPH_ENDPOINT: service.url, INTUNE_ACCESS_TOKEN: "A" };
    const { code, stdout, stderr } = await status(variables, "--expiring-within", "0", ...args);
    expect(code).toBe(1);
    expect(stderr).toMatch(/ {2}- nulls \(id nulls\) has no known expiry date yet, and has the state unknown\n/);
    expect(stderr).toMatch(/ {2}- year-1 \(id year-1\) has no known expiry date yet, and has the state unknown\n/);
    expect(stdout + stderr).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
    expect(stdout + stderr).not.toMatch(/expired (on|\d)|NaN|undefined/);
    return stdout;
  };

  test("is safe and short in a table, without days where no date is known", async () => {
    const table = await listed();
    expect(table).not.toMatch(/x{100}|0001/);
    expect(table).toMatch(/\nnulls .* unknown +not known yet +none, never/);
  });

  test("is whole in JSON, with null for the days of an unknown date", async () => {
    const rows: Record<string, unknown>[] = JSON.parse(await listed("--json"));
    expect(rows.find(({ id }) => id === "hostile")).toMatchObject(hostile);
    expect(rows.map(({ id, daysLeft }) => [id, daysLeft])).toEqual([
      ["nulls", null],
      ["year-1", null],
      ["hostile", expect.any(Number)],
    ]);
    expect(Object.keys(rows[0] ?? {})).not.toContain("hasExpired");
  });

  test("is safe in metrics, without a sample of an unknown date", async () => {
    const metrics = await listed("--format", "prometheus");
    expect(metrics).not.toMatch(/x{100}/);
    const families = parseExposition(metrics);
    const ids = (family: string) =>
      families.find((each) => each.name === family)?.samples.map(({ labels }) => labels.id);
    expect(ids("intune_vpp_token_expiration_timestamp_seconds")).toEqual(["hostile"]);
    expect(ids("intune_vpp_token_last_sync_timestamp_seconds")).toBeUndefined();
    expect(ids("intune_vpp_token_apps")).toBeUndefined();
    expect(ids("intune_vpp_token_state")).toHaveLength(3);
  });

  test("is safe and short in a test report and on a page", async () => {
    const report = await listed("--format", "junit");
    expect(parseXml(report).attributes).toMatchObject({ tests: "9", failures: "8" });
    expect(report).not.toMatch(/x{100}/);
    const file = join(command.folder, "hostile.html");
    await listed("--html", file);
    const page = readFileSync(file, "utf8");
    expect(page).not.toMatch(/x{100}|0001-|(?!\n)[\p{Cc}\p{Cf}]/u);
    expect(page.match(/expiry date not known yet/g)).toHaveLength(2);
  });
});

describe("colors", () => {
  const onTerminal = (variables: Record<string, string>) =>
    runNode(["--require", join(__dirname, "terminal.cjs"), command.main, "status"], {
      env: { ...bare, ...intune.variables, ...variables },
    });

  test("are for terminals, whose width is kept", async () => {
    const { stdout } = await onTerminal({});
    expect(stdout).toContain("\u001b[31mexpired");
    for (const line of stripVTControlCharacters(stdout).split("\n")) expect(line.length).toBeLessThanOrEqual(100);
    expect((await status(intune.variables)).stdout).not.toContain("\u001b");
  });

  test.each([{ NO_COLOR: "1" }, { TERM: "dumb" }])("are left out where the environment says %j", async (variables) => {
    expect((await onTerminal(variables)).stdout).not.toContain("\u001b");
  });
});

describe("what can't be done ends with 2 and a sentence", () => {
  const failed = async (variables: Record<string, string>, ...args: string[]) => {
    const { code, stdout, stderr } = await status(variables, ...args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toMatch(/^error: /);
    expect(stderr).not.toMatch(/\n\s+at /);
    expect(stderr).not.toMatch(/MARKED/);
    return stderr;
  };

  test("without a complete credential, which is named by its variables", async () => {
    const said = await failed({ INTUNE_CLIENT_SECRET: "MARKED-CLIENT-SECRET" });
    expect(said).toContain("tenantId: intune:tenantId, INTUNE_TENANT_ID, ARM_TENANT_ID, AZURE_TENANT_ID");
  });

  test.each([
    ["without a complete credential", { INTUNE_CLIENT_SECRET: "MARKED-CLIENT-SECRET" }],
    ["when signing in fails", { INTUNE_USE_CLI: "true" }],
    ["when its access token is refused", { INTUNE_ACCESS_TOKEN: "MARKED-ACCESS-TOKEN" }],
  ])("%s, and says that a stack's configuration is read only with --stack", async (_when, credential) => {
    const service = await startRefusingService(401, graphError("InvalidAuthenticationToken", "Access token is empty."));
    try {
      // The Azure CLI isn't there, as nothing is.
      const variables = { INTUNE_GRAPH_ENDPOINT: service.url, PATH: command.folder, ...credential };
      expect(await failed(variables)).toMatch(
        /\. The command reads a stack's configuration only with --stack NAME\.\n$/,
      );
    } finally {
      await service.close();
    }
  });

  test("when Graph refuses, with the permission and the request-id", async () => {
    const service = await startRefusingService(403, graphError("Forbidden", "Application is not authorized."));
    try {
      const said = await failed({ INTUNE_GRAPH_ENDPOINT: service.url, INTUNE_ACCESS_TOKEN: bearer });
      expect(said).toMatch(/Microsoft Graph answered 403.*DeviceManagementServiceConfig\.Read\.All/);
      expect(said).toContain(requestId);
      expect(said).not.toContain("--stack");
    } finally {
      await service.close();
    }
  });

  test("for a connection that only a stack can configure", async () => {
    expect(await failed(intune.variables, "--connection", "contoso")).toContain("name that with --stack");
    expect(intune.asked()).toEqual([]);
  });

  test("for a stack without the Pulumi CLI", async () => {
    expect(await failed({ ...intune.variables, PATH: command.folder }, "--stack", "prod")).toContain(
      "there is no `pulumi` on the PATH",
    );
    expect(intune.asked()).toEqual([]);
  });
});

describe("standard output", () => {
  test("has nothing of long waits, which are told on standard error", async () => {
    const fault = { kind: "status", status: 429, retryAfter: 60 };
    await healthy.fail(fault);
    const child = spawn(process.execPath, [command.main, "status", "--json"], {
      env: { ...bare, ...healthy.variables },
    });
    try {
      const said = await Promise.race([
        once(child.stderr, "data").then(([text]) => `stderr: ${text}`),
        once(child.stdout, "data").then(([text]) => `stdout: ${text}`),
      ]);
      expect(said).toMatch(/^stderr: .* Waiting 60 s before attempt 2/);
    } finally {
      child.kill("SIGKILL");
      await once(child, "close");
      await healthy.heal();
    }
  });

  (hasFullDisk ? test : test.skip)("that can't be written ends it with 2, whatever was checked", async () => {
    for (const args of [
      ["--format", "prometheus"],
      ["--expiring-within", "400"],
    ]) {
      const ended = await runOntoFullDisk([command.main, "status", ...args], { env: { ...bare, ...intune.variables } });
      expect(ended).toMatchObject({ code: 2, stderr: "error: standard output can't be written (ENOSPC).\n" });
    }
  });

  test("may be closed by its reader, which is no failure", async () => {
    const { variables, close } = await startIntune({ seed: 3000, pageSize: 3000 });
    const child = spawn(process.execPath, [command.main, "status"], { env: { ...bare, ...variables } });
    try {
      let said = "";
      child.stderr.on("data", (part) => {
        said += part;
      });
      await once(child.stdout, "data");
      child.stdout.destroy();
      const [code] = await once(child, "exit");
      expect({ code, said }).toEqual({ code: 0, said: "" });
    } finally {
      await close();
    }
  });
});

test("writes a page for browsers with --html, and nothing to standard output", async () => {
  const file = join(command.folder, "status.html");
  const { code, stdout, stderr } = await status(healthy.variables, "--html", file, "--expiring-within", "30");
  expect({ code, stdout }).toEqual({ code: 0, stdout: "" });
  expect(stderr).toBe(`1 VPP token written to ${file}: open it in a browser.\n`);
  const page = readFileSync(file, "utf8");
  expect(page).toMatch(/^<!doctype html>/);
  expect(page).toContain("London");
});

test("says when the page can't be written", async () => {
  const { code, stderr } = await status(healthy.variables, "--html", join(command.folder, "none", "status.html"));
  expect({ code, stderr }).toEqual({
    code: 2,
    stderr: expect.stringMatching(/^error: .* can't be written \(ENOENT\)/),
  });
});
