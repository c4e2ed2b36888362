import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { pack } from "./packed";

test("CommonJS, ES modules, bundlers and the old `moduleResolution: node` all find the types, without a problem", () => {
  const packed = pack();
  try {
    const script = join(__dirname, "typeProblems.mjs");
    const said = execFileSync(process.execPath, [script, packed.tarball], { encoding: "utf8" });
    const index = "/node_modules/pulumi-intune/dist/index.d.ts";
    expect(JSON.parse(said)).toEqual({
      problems: [],
      types: { node10: index, "node16-cjs": index, "node16-esm": index, bundler: index },
    });
  } finally {
    packed.remove();
  }
});
