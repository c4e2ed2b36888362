import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { outOfReach } from "../../../src/engine/dynamic/reach";
import { root } from "../../support/pulumi";

let folder = "";
beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), "pulumi-intune-reach-")));
  mkdirSync(join(folder, "program", "infra"), { recursive: true });
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A package that has the provider where this one has it. */
function place(...path: string[]): string {
  const place = join(folder, ...path);
  mkdirSync(place, { recursive: true });
  writeFileSync(join(place, "package.json"), '{ "exports": { "./provider": "./provider.js" } }');
  writeFileSync(join(place, "provider.js"), "exports.provider = (entity) => entity;");
  return place;
}

function link(target: string, ...path: string[]): void {
  const link = join(folder, ...path);
  mkdirSync(dirname(link), { recursive: true });
  symlinkSync(target, link, "junction");
}

/** What the dynamic provider's host finds in a folder, by its own means, and what the check says of it. */
function look(inside: string, variables: NodeJS.ProcessEnv = {}): { host: boolean; check: boolean } {
  const script = `
    const { isReachable } = require(${JSON.stringify(join(root, "dist/engine/dynamic/reach.js"))});
    const { providerCode } = require(${JSON.stringify(join(root, "dist/provider/state/keys.js"))});
    const before = Object.keys(require.cache).length;
    const check = isReachable(process.cwd());
    const loaded = Object.keys(require.cache).length - before;
    const evaluate = require(${JSON.stringify(require.resolve("require-from-string"))});
    let host = false;
    try { host = evaluate(providerCode("vppToken")).handler() === "vppToken"; } catch {}
    console.log(JSON.stringify({ host, check, loaded }));
  `;
  const env = { PATH: process.env.PATH, HOME: join(folder, "home"), ...variables };
  const output = execFileSync(process.execPath, ["-e", script], { cwd: join(folder, inside), env, encoding: "utf8" });
  const { loaded, ...found } = JSON.parse(output);
  expect(loaded).toBe(0);
  return found;
}

const both = (found: boolean) => ({ host: found, check: found });

describe("the check finds the package where the provider's host does", () => {
  test("in the program's folder", () => {
    place("program", "node_modules", "pulumi-intune");
    expect(look("program")).toEqual(both(true));
    expect(look("program/infra")).toEqual(both(true));
  });

  test("in a folder above the program's", () => {
    place("node_modules", "pulumi-intune");
    expect(look("program/infra")).toEqual(both(true));
  });

  test("behind a link, as pnpm and workspaces lay packages out", () => {
    link(place("store", "pulumi-intune"), "program", "node_modules", "pulumi-intune");
    expect(look("program")).toEqual(both(true));
  });

  test("in a program's folder that is a link itself", () => {
    place("program", "node_modules", "pulumi-intune");
    link(join(folder, "program"), "linked");
    expect(look("linked")).toEqual(both(true));
  });

  test("in a folder of NODE_PATH and in the home folder's", () => {
    place("elsewhere", "pulumi-intune");
    expect(look("program", { NODE_PATH: join(folder, "elsewhere") })).toEqual(both(true));
    place("home", ".node_modules", "pulumi-intune");
    expect(look("program")).toEqual(both(true));
  });

  test("and not where it is nested in another package, or below the program's folder", () => {
    place("program", "node_modules", "wrapper", "node_modules", "pulumi-intune");
    place("program", "infra", "node_modules", "pulumi-intune");
    expect(look("program")).toEqual(both(false));
  });

  test("and not where there is nothing, though the check's own package has the name", () => {
    expect(look("program")).toEqual(both(false));
  });
});

test("a unit test declares tokens from whatever folder it runs in", () => {
  const script = `
    const pulumi = require(${JSON.stringify(join(root, "node_modules/@pulumi/pulumi"))});
    const { VppToken } = require(${JSON.stringify(join(root, "dist/index.js"))});
    pulumi.runtime.setMocks({ newResource: ({ name, inputs }) => ({ id: name, state: inputs }), call: () => ({}) });
    new VppToken("london", { token: "x" }).id.apply((id) => console.log(id));
  `;
  expect(execFileSync(process.execPath, ["-e", script], { cwd: folder, encoding: "utf8" })).toBe("london\n");
});

test("the message says what, why and what to do", () => {
  expect(outOfReach("/home/ada/vpp")).toMatch(
    /^The package pulumi-intune can't be found from the program's folder, \/home\/ada\/vpp\. Pulumi runs .* Add pulumi-intune .* mark pulumi-intune as external/,
  );
});
