import { appendFileSync, existsSync, mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DeployedFile, readDeployed } from "../../../src/engine/dynamic/deployedFile";
import type { DeployedResource } from "../../../src/provider/run/programRoster";
import { runProgram } from "../../support/childProgram";

const [may, june] = ["2098-05-01T17:00:00.000Z", "2098-06-01T17:00:00.000Z"];

const deployed = (index: number, expires: string, shownExpiry?: string): DeployedResource => ({
  name: `token-${index}`,
  index,
  id: `id-${index}`,
  token: `sha256-${"a".repeat(43)} ${expires} Contoso`,
  shownExpiry,
  connection: undefined,
});

describe("deployed resources: are written where another one declares a token of the same expiry", () => {
  const path = join(tmpdir(), `deployed-${process.pid}.jsonl`);
  let file: DeployedFile;
  beforeEach(() => {
    file = new DeployedFile(path);
  });
  afterEach(() => rmSync(path, { force: true }));
  const ids = () => readDeployed(path).map(({ id }) => id);

  test("whichever is known first, and once", () => {
    file.noteDeclared(1, may);
    file.noteDeployed(deployed(1, may));
    expect(existsSync(path)).toBe(false);
    file.noteDeployed(deployed(2, "2098-05-01T17:00:00Z"));
    expect(ids()).toEqual(["id-2"]);
    // The first one is a reason now as well.
    file.noteDeclared(2, may);
    file.noteDeclared(3, may);
    expect(ids()).toEqual(["id-2", "id-1"]);
  });

  test("also where Intune still shows the expiry of before a renewal", () => {
    file.noteDeclared(1, may);
    file.noteDeployed(deployed(2, june, "2098-05-01T17:00:00.0000000Z"));
    expect(readDeployed(path)).toEqual([{ ...deployed(2, june), shownExpiry: "2098-05-01T17:00:00.0000000Z" }]);
  });

  test("and are not where every token expires at another second", () => {
    file.noteDeclared(1, may);
    file.noteDeclared(2, undefined);
    file.noteDeployed(deployed(2, june, june));
    expect(existsSync(path)).toBe(false);
    expect(ids()).toEqual([]);
  });

  test("for this user only", () => {
    file.noteDeclared(1, may);
    file.noteDeployed(deployed(2, may));
    if (process.platform !== "win32") expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  test("and a line that is not written to its end yet, or isn't one, tells nothing", () => {
    file.noteDeclared(1, may);
    file.noteDeployed(deployed(2, may));
    appendFileSync(path, '5\n{"name":"x"}\n{"name":"token-3","ind');
    expect(ids()).toEqual(["id-2"]);
  });
});

test("deployed resources: the file goes with the program's process", async () => {
  const folder = mkdtempSync(join(tmpdir(), "deployed-file-"));
  try {
    const text = `
      const { DeployedFile } = require(${JSON.stringify(join(__dirname, "../../../dist/engine/dynamic/deployedFile"))});
      for (const name of ["one", "other"]) {
        const file = new DeployedFile(name + ".jsonl");
        file.noteDeclared(1, "${may}");
        file.noteDeployed(${JSON.stringify(deployed(2, may))});
      }
      process.stdout.write(String(require("node:fs").readdirSync(".").length));
    `;
    const { code, stdout, stderr } = await runProgram(text, { folder, environment: { TMPDIR: folder, TEMP: folder } });
    expect({ code, stdout, stderr }).toEqual({ code: 0, stdout: "2", stderr: "" });
    expect(readdirSync(folder)).toEqual([]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
