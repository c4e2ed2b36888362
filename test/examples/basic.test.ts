import { readFileSync } from "node:fs";
import { join } from "node:path";
import { compilerSays } from "../support/example";
import { root } from "../support/pulumi";
import { tokenText } from "../support/tokenText";
import { withStack } from "../support/withStack";

describe("examples/basic", () => {
  const files = [
    "Pulumi.yaml",
    ...["index.ts", "package.json", "tsconfig.json"].map((file) => `examples/basic/${file}`),
  ];
  const topOfTheClone = Object.fromEntries(files.map((file) => [file, readFileSync(join(root, file), "utf8")]));

  describe.each([
    ["creates its token", "basic"],
    ["is what `pulumi up` at the top of a clone runs", topOfTheClone],
  ])("%s", (_, program) => {
    const { stack, intune } = withStack(program, {
      configuration: { londonVppToken: tokenText() },
      secrets: ["londonVppToken"],
    });

    test("and takes it away again", async () => {
      const { code, output } = await stack.up();
      expect(output).toMatch(/expires: "2099-/);
      expect(code).toBe(0);
      const [created] = intune.requests.filter(({ method }) => method === "POST");
      expect(created?.body).toMatchObject({ appleId: "vpp@contoso.example", countryOrRegion: "gb" });
      expect((await stack.destroy()).code).toBe(0);
    });
  });

  test("satisfies the compiler that its package.json asks for", () => {
    expect(compilerSays("basic")).toBe("");
  });
});
