import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Intune, startIntune } from "../support/intune";
import { root, Stack } from "../support/pulumi";
import { tokenText } from "../support/tokenText";

const configuration = { vppToken: tokenText(), appleId: "vpp@contoso.example" };
const compiler = join(root, "node_modules", "typescript", "bin", "tsc");

describe("examples/basic", () => {
  let intune: Intune;

  beforeAll(async () => {
    intune = await startIntune();
  });
  afterAll(() => intune?.close());
  beforeEach(() => intune.forget());

  async function createsTheToken(stack: Stack): Promise<void> {
    try {
      await stack.configure(configuration, ["vppToken"]);
      const { code, output } = await stack.up();
      expect(output).toContain('organization: "Contoso"');
      expect(code).toBe(0);
      expect(intune.requests[0]?.body).toMatchObject({ appleId: "vpp@contoso.example", countryOrRegion: "gb" });
      expect((await stack.run(["destroy", "--yes", "--skip-preview"])).code).toBe(0);
    } finally {
      stack.remove();
    }
  }

  test("creates its token", async () => {
    await createsTheToken(await Stack.create("basic", intune.variables));
  });

  test("is what `pulumi up` at the top of a clone runs", async () => {
    const read = (file: string) => readFileSync(join(root, file), "utf8");
    const files = [
      "Pulumi.yaml",
      ...["index.ts", "package.json", "tsconfig.json"].map((file) => `examples/basic/${file}`),
    ];
    await createsTheToken(
      await Stack.create(Object.fromEntries(files.map((file) => [file, read(file)])), intune.variables),
    );
  });

  test("satisfies the compiler that its package.json asks for", () => {
    execFileSync(process.execPath, [compiler, "-p", join(root, "examples", "basic")], { stdio: "pipe" });
  });
});
