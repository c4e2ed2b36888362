import { readFileSync } from "node:fs";
import { join } from "node:path";
import { compilerSays, startExample } from "../support/example";
import { root } from "../support/pulumi";
import { tokenText } from "../support/tokenText";

describe("examples/basic", () => {
  async function createsTheToken(program: string | Record<string, string>): Promise<void> {
    const { stack, intune, close } = await startExample({ program });
    try {
      await stack.configure({ londonVppToken: tokenText() }, ["londonVppToken"]);
      const { code, output } = await stack.up();
      expect(output).toMatch(/expires: "2099-/);
      expect(code).toBe(0);
      const [created] = intune.requests.filter(({ method }) => method === "POST");
      expect(created?.body).toMatchObject({ appleId: "vpp@contoso.example", countryOrRegion: "gb" });
      expect((await stack.run(["destroy", "--yes", "--skip-preview"])).code).toBe(0);
    } finally {
      await close();
    }
  }

  test("creates its token", () => createsTheToken("basic"));

  test("is what `pulumi up` at the top of a clone runs", async () => {
    const files = [
      "Pulumi.yaml",
      ...["index.ts", "package.json", "tsconfig.json"].map((file) => `examples/basic/${file}`),
    ];
    await createsTheToken(Object.fromEntries(files.map((file) => [file, readFileSync(join(root, file), "utf8")])));
  });

  test("satisfies the compiler that its package.json asks for", () => {
    expect(compilerSays("basic")).toBe("");
  });
});
