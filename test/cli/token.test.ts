import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { tokenText } from "../support/tokenText";
import { builtCommand } from "./builtCommand";
import { hasFullDisk, runNode, runOntoFullDisk } from "./run";

const command = builtCommand();
afterAll(() => command.remove());

const secret = "MARKED-SECRET";
const valid = tokenText({ token: secret, orgName: "Contoso Ltd" });

const token = (input: string, ...args: string[]) =>
  runNode([command.main, "token", ...args], { env: command.env, cwd: command.folder, input });

function place(name: string, text: string | Buffer): string {
  writeFileSync(join(command.folder, name), text);
  return name;
}

describe("pulumi-intune token", () => {
  test.each([
    ["a file", () => token("", place("london.vpptoken", `${valid}\n`))],
    ["standard input", () => token(`\n${valid}\n`, "-")],
  ])("shows what %s contains, without its secret", async (_what, run) => {
    const { code, stdout, stderr } = await run();
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toMatch(
      /^Organization: {2}Contoso Ltd\nExpires: {7}2099-05-01T17:00:00Z \([\d,]+ days left\)\nState: {9}valid\n$/,
    );
    expect(stdout).not.toContain(secret);
  });

  test("ends with 1 when the token has expired", async () => {
    const file = place("old.vpptoken", tokenText({ expDate: "2020-05-01T10:00:00-0700" }));
    const { code, stdout } = await token("", file);
    expect(stdout).toMatch(/2020-05-01T17:00:00Z \(expired [\d,]+ days ago\)\nState: {9}expired\n$/);
    expect(code).toBe(1);
  });

  (hasFullDisk ? test : test.skip)("ends with 2 when what it says can't be written, expired or not", async () => {
    const file = place("gone.vpptoken", tokenText({ expDate: "2020-05-01T10:00:00-0700" }));
    expect(
      await runOntoFullDisk([command.main, "token", join(command.folder, file)], { env: command.env }),
    ).toMatchObject({
      code: 2,
      stderr: "error: standard output can't be written (ENOSPC).\n",
    });
  });

  test.each([
    [
      "a file that isn't there",
      () => token("", "nowhere.vpptoken"),
      /^error: nowhere\.vpptoken can't be read \(ENOENT\)/,
    ],
    ["an empty file", () => token("", place("empty", "")), /^error: empty is empty\. Download the token again/],
    ["a folder", () => token("", "."), /^error: \. can't be read \(EISDIR\)/],
    ["another text", () => token(`${secret} §`, "-"), /^error: What came on standard input is not a VPP token: /],
    ["a text in quotes", () => token(`"${valid}"`, "-"), /one Base64 text, without quotes around it/],
    [
      "a file that PowerShell wrote as UTF-16",
      () => token("", place("wide", Buffer.from(`\uFEFF${valid}\r\n`, "utf16le"))),
      /^error: wide is not a VPP token: .* as plain text \(UTF-8\), and this isn't\. Download/,
    ],
    ["a huge text", () => token("A".repeat(8 * 1024 * 1024), "-"), /is not a VPP token: it is longer than 1 MiB/],
    [
      "a token without a date",
      () => token("", place("half", Buffer.from(`{"token":"${secret}","orgName":"Contoso"}`).toString("base64"))),
      /^error: half is not a VPP token: the JSON inside has no "expDate"/,
    ],
  ])("ends with 2 and a sentence for %s", async (_what, run, sentence) => {
    const { code, stdout, stderr } = await run();
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toMatch(sentence);
    expect(stderr.trim().split("\n")).toHaveLength(1);
    expect(stderr).not.toContain(secret);
  });
});
