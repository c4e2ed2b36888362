import type { Stack } from "../support/pulumi";
import { withIntune } from "../support/withStack";

/** No two tokens of a tenant expire at the same second. */
const years: Readonly<Record<string, number>> = { north: 2090, south: 2091, district: 2092 };

const program = (prefix: string, tokens: number) => `
  const intune = require("pulumi-intune");
  for (let i = 0; i < ${tokens}; i++) {
    const expDate = new Date(Date.UTC(${years[prefix]}, 0, 1 + i)).toISOString();
    const text = JSON.stringify({ token: \`${prefix} \${i}\`, expDate, orgName: "${prefix}" });
    new intune.VppToken(\`${prefix}-\${i}\`, { token: Buffer.from(text).toString("base64") });
  }
`;

describe("many at once, through the real CLI", () => {
  const { intune, open } = withIntune({ emulator: { faults: true }, per: "test" });

  const stackOf = (name: string, tokens: number) =>
    open({
      "Pulumi.yaml": `name: ${name}\nruntime: nodejs\n`,
      "package.json": "{}",
      "index.js": program(name, tokens),
    });
  const tenant = async () => {
    const ids: string[] = [];
    for (let page: string | undefined = "/vppTokens"; page; ) {
      const list = await intune.send("GET", page);
      ids.push(...(list.value as { id: string }[]).map(({ id }) => id));
      page = (list["@odata.nextLink"] as string | undefined)?.split("/deviceAppManagement")[1];
    }
    return ids;
  };
  const idsOf = (...of: Stack[]) => of.flatMap((stack) => stack.resources().map(({ id }) => id));

  test("two stacks of one tenant that are deployed at the same time don't disturb each other", async () => {
    const both = await Promise.all([stackOf("north", 5), stackOf("south", 5)]);
    const runs = await Promise.all(both.map((stack) => stack.up()));
    expect(runs.map(({ code }) => code)).toEqual([0, 0]);
    expect(new Set(await tenant())).toEqual(new Set(idsOf(...both)));
    expect(await tenant()).toHaveLength(10);
  });

  test("200 tokens in parallel get through a service that throttles them", async () => {
    const rule = { kind: "status", status: 429, retryAfter: 0.2, method: "POST", after: 20, times: 30 };
    await intune.fail(rule);
    const district = await stackOf("district", 200);
    intune.forget();
    const { code, output } = await district.up("--parallel", "64");
    expect(output).toContain("+ 201 created");
    expect(code).toBe(0);
    expect(new Set(idsOf(district)).size).toBe(200);
    expect(await tenant()).toHaveLength(200);
    const posts = intune.requests.filter(({ method, path }) => method === "POST" && path.endsWith("/vppTokens"));
    expect(posts.length).toBeGreaterThan(200);
    expect(posts.length).toBeLessThanOrEqual(200 + 30);
  });
});
