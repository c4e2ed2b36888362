import { cpSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { followPage } from "../support/followPage";
import { root } from "../support/pulumi";

describe("examples/yaml", () => {
  test("its page can be followed to the letter, and shows what is printed", async () => {
    const copyHere = (folder: string) => cpSync(join(root, "examples", "yaml"), folder, { recursive: true });
    expect(await followPage("examples/yaml/README.md", ".", copyHere)).toContain("has been removed");
  });

  test("is a program of twelve lines", () => {
    const lines = readFileSync(join(root, "examples", "yaml", "Pulumi.yaml"), "utf8")
      .trimEnd()
      .split("\n");
    expect(lines.length).toBeLessThanOrEqual(12);
  });
});
