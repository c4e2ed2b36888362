import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../support/pulumi";
import { withStack } from "../support/withStack";

const { stack } = withStack({ "Pulumi.yaml": "name: schema\nruntime: nodejs\n" });

test("schema: the CLI takes plugin/schema.json as it is, and warns of nothing", async () => {
  const file = join(root, "plugin", "schema.json");
  // What the CLI says beside the schema would make the output something else than JSON.
  const output = await stack.mustRun(["package", "get-schema", file]);
  expect(JSON.parse(output)).toEqual(JSON.parse(readFileSync(file, "utf8")));
});
