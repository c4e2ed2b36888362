import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { pack } from "./packed";

test("CommonJS, ES modules, bundlers and the old `moduleResolution: node` all find the types, without a problem", () => {
  const packed = pack();
  try {
    const script = join(__dirname, "typeProblems.mjs");
    const said = execFileSync(process.execPath, [script, packed.tarball], { encoding: "utf8" });
    const typesOf = (file: string) => {
      const path = `/node_modules/pulumi-intune/dist/${file}`;
      return { node10: path, "node16-cjs": path, "node16-esm": path, bundler: path };
    };
    expect(JSON.parse(said)).toMatchObject({ types: typesOf("index.d.ts"), native: typesOf("native.d.ts") });
    expect(JSON.parse(said).problems).toEqual([]);
  } finally {
    packed.remove();
  }
});
