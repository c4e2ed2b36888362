import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { type Intune, startIntune } from "../support/intune";
import { type Middlebox, startMiddlebox } from "../support/middlebox";
import { root, Stack } from "../support/pulumi";
import { tokenText } from "../support/tokenText";

const project = `name: imported
runtime: yaml
plugins:
  providers:
    - { name: intune, path: ${JSON.stringify(join(root, "plugin"))} }
`;

interface Program {
  readonly resources: Readonly<
    Record<string, { readonly type: string; readonly properties: object; readonly options: object }>
  >;
}

describe("a tenant's tokens are imported into a YAML program, through the real CLI", () => {
  let intune: Intune;
  let box: Middlebox;
  const stacks: Stack[] = [];

  beforeAll(async () => {
    intune = await startIntune();
    box = await startMiddlebox(intune.url);
    await upload("1", { displayName: "London Bridge", appleId: "london@contoso.example", countryOrRegion: "gb" });
    await upload("2", { displayName: "Paris", roleScopeTagIds: ["0", "3"], automaticallyUpdateApps: true });
  });
  afterAll(async () => {
    for (const stack of stacks) stack.remove();
    await box?.close();
    await intune?.close();
  });

  async function upload(token: string, properties: Record<string, unknown>): Promise<void> {
    const answer = await fetch(`${intune.url}/beta/deviceAppManagement/vppTokens`, {
      method: "POST",
      headers: { authorization: "Bearer x", "content-type": "application/json" },
      body: JSON.stringify({ "@odata.type": "#microsoft.graph.vppToken", token: tokenText({ token }), ...properties }),
    });
    expect(answer.status).toBe(201);
  }

  /** A stack that has imported all tokens, with the code that Pulumi wrote as its program, and that code. */
  async function imported(configuration: Record<string, string>): Promise<{ stack: Stack; program: Program }> {
    const variables = { ...intune.variables, INTUNE_GRAPH_ENDPOINT: box.url };
    const stack = await Stack.create({ "Pulumi.yaml": project }, variables, { link: false });
    stacks.push(stack);
    await stack.configure(configuration);
    const written = await stack.runCommand(["import", "--format", "pulumi-native", "--out", "tokens.json"]);
    expect(written.code).toBe(0);
    box.forget();
    // A preview is a process of its own, with a list of its own.
    const args = ["--file", "tokens.json", "--out", "code.yaml", "--yes", "--skip-preview"];
    const { code, output } = await stack.run(["import", ...args]);
    expect(output).toContain("2 imported");
    expect(output).not.toMatch(/error|warning/);
    expect(code).toBe(0);
    const text = readFileSync(join(stack.folder, "code.yaml"), "utf8");
    stack.write({ "Pulumi.yaml": `${project}${text}` });
    return { stack, program: parse(text) as Program };
  }

  /** What the box was asked, and then forgets. */
  function asked(): string[] {
    const requests = box.requests.map(({ method, path }) => `${method} ${path}`);
    box.forget();
    return requests;
  }

  test("`pulumi import --file` reads all with one list and writes a program that changes nothing", async () => {
    const { stack, program } = await imported({});
    expect(asked()).toEqual(["GET /v1.0/deviceAppManagement/vppTokens"]);
    expect(Object.keys(program.resources).sort()).toEqual(["london-bridge", "paris"]);
    const { "london-bridge": london, paris } = program.resources;
    expect(london).toMatchObject({
      type: "intune:VppToken",
      properties: { appleId: "london@contoso.example", countryOrRegion: "gb" },
      options: { protect: true },
    });
    expect(paris).toMatchObject({ type: "intune:VppToken", properties: { automaticallyUpdateApps: true } });
    const betaAlone = ["displayName", "roleScopeTagIds"];
    expect(betaAlone.filter((name) => name in { ...london?.properties, ...paris?.properties })).toEqual([]);
    const { code, output } = await stack.preview("--expect-no-changes");
    expect(output).toContain("3 unchanged");
    expect(code).toBe(0);
    expect(asked()).toEqual([]);
  });

  test("with `apiVersion: beta`, the program covers what only beta has", async () => {
    const { stack, program } = await imported({ "intune:apiVersion": "beta" });
    expect(asked()).toEqual(["GET /beta/deviceAppManagement/vppTokens"]);
    expect(program.resources).toMatchObject({
      "london-bridge": { properties: { displayName: "London Bridge" } },
      paris: { properties: { displayName: "Paris", roleScopeTagIds: ["0", "3"] } },
    });
    expect((await stack.preview("--expect-no-changes")).code).toBe(0);
    expect((await stack.drift()).code).toBe(0);
  });

  test("an id that isn't in the tenant fails and is named", async () => {
    const { stack } = await imported({});
    const id = "00000000-0000-4000-8000-00000000dead";
    const file = { resources: [{ type: "intune:index:VppToken", name: "unknown", id }] };
    stack.write({ "unknown.json": JSON.stringify(file) });
    const { code, output } = await stack.run(["import", "--file", "unknown.json", "--yes", "--skip-preview"]);
    expect(output).toContain(id);
    expect(code).not.toBe(0);
  });
});
