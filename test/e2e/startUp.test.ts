import { withStack } from "../support/withStack";

const { stack } = withStack({
  "Pulumi.yaml": "name: start-up\nruntime: nodejs\n",
  "package.json": "{}",
  "index.js": `
    const before = new Set(Object.keys(require.cache));
    require("pulumi-intune");
    const added = Object.keys(require.cache).filter((file) => !before.has(file));
    exports.own = added.filter((file) => file.includes("dist")).length;
    exports.other = added.length - exports.own;
  `,
});

test("a program that imports the package loads nothing else that Pulumi hadn't loaded", async () => {
  const outputs = JSON.parse((await stack.up()).code === 0 ? await stack.mustRun(["stack", "output", "--json"]) : "{}");
  expect(outputs).toEqual({ own: expect.any(Number), other: 0 });
  expect(outputs.own).toBeGreaterThan(0);
});
