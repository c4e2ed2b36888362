import { createServer } from "node:net";
import { steps } from "../support/steps";
import { startTokenEndpoint } from "../support/tokenEndpoint";
import { tokenText } from "../support/tokenText";
import { tokenProgram, withStack } from "../support/withStack";

const appleId = "vpp@contoso.example";
const expiring = (expDate: string, secret = expDate) => tokenText({ token: secret, expDate });
const london = expiring("2098-05-01T10:00:00-0700");
const paris = expiring("2099-05-01T10:00:00-0700");

describe("preview: tells what `up` will tell, through the real CLI", () => {
  const { stack, box, intune, declareTokens } = withStack(tokenProgram("preview-tells"), { box: true });

  const step = steps(() => box.forget());

  test("step by step", async () => {
    await step("preview: makes one list for several new tokens, and `up` one more", async () => {
      declareTokens(
        { name: "a", args: { token: london, appleId } },
        { name: "b", args: { token: paris, appleId } },
        { name: "c", args: { token: expiring("2097-05-01T10:00:00-0700"), displayName: "by beta" } },
      );
      expect((await stack.preview()).code).toBe(0);
      expect(box.methods()).toEqual(["GET"]);
      box.forget();
      expect((await stack.up()).code).toBe(0);
      expect(box.methods().sort()).toEqual(["GET", "POST", "POST", "POST"]);
    });

    await step("preview: makes no list when nothing is new, whatever else changes", async () => {
      const declare = (more: object, second: string) =>
        declareTokens(
          { name: "d", args: { token: expiring("2093-05-01T10:00:00-0700"), appleId, ...more } },
          { name: "e", args: { token: second, appleId } },
        );
      declare({}, expiring("2092-05-01T10:00:00-0700"));
      await stack.mustRun(["up", "--yes", "--skip-preview"]);
      box.forget();
      declare({ countryOrRegion: "gb" }, expiring("2100-05-01T10:00:00-0700"));
      const { code, output } = await stack.preview();
      expect(output).toContain("2 to update");
      expect(code).toBe(0);
      expect(box.methods()).toEqual([]);
    });

    await step("preview: names the id of a token that already exists", async () => {
      const token = expiring("2096-05-01T10:00:00-0700");
      const { id } = await intune.send("POST", "/vppTokens", { token, appleId: "other@contoso.example" });
      declareTokens({ name: "twin", args: { token, appleId } });
      const { code, output } = await stack.preview();
      expect(output).toContain(`import: "${id}"`);
      expect(output).not.toMatch(/\n\s+at .*:\d+:\d+/);
      expect(code).not.toBe(0);
      expect(box.methods()).toEqual(["GET"]);
    });

    await step.each([
      ["one", { token: expiring("2095-05-01T10:00:00-0700") }, { token: expiring("2095-05-01T10:00:00-0700") }],
      [
        "another Apple ID",
        { token: expiring("2095-05-01T10:00:00-0700"), appleId },
        { token: expiring("2095-05-01T10:00:00-0700"), appleId: "other@contoso.example" },
      ],
      [
        "line breaks in it",
        { token: expiring("2095-05-01T10:00:00-0700") },
        { token: expiring("2095-05-01T10:00:00-0700").replace(/.{40}/g, "$&\n") },
      ],
    ])("preview: refuses two resources that declare the same token, the second with %s", async (_, one, other) => {
      declareTokens({ name: "one", args: one }, { name: "other", args: other });
      for (const args of [["preview"], ["up", "--yes", "--skip-preview"]]) {
        const { code, output } = await stack.run(args);
        expect(output).toMatch(/[Aa]nother resource (of|in) this program/);
        expect(output).not.toContain("import:");
        expect(code).not.toBe(0);
      }
      expect(box.writes()).toEqual([]);
    });

    await step("preview: refuses a new resource that declares the token of an existing one", async () => {
      const token = expiring("2091-05-01T10:00:00-0700");
      declareTokens({ name: "first", args: { token, appleId } });
      await stack.mustRun(["up", "--yes", "--skip-preview"]);
      box.forget();
      declareTokens({ name: "again", args: { token, appleId } }, { name: "first", args: { token, appleId } });
      const { code, output } = await stack.preview();
      expect(output).toMatch(/[Aa]nother resource (of|in) this program|already exists|in the tenant already/);
      expect(code).not.toBe(0);
      expect(box.writes()).toEqual([]);
    });

    await step("preview: reads the token of an import, and nothing else", async () => {
      const token = expiring("2094-05-01T10:00:00-0700");
      const { id } = await intune.send("POST", "/vppTokens", { token, appleId });
      declareTokens({ name: "imported", args: { token, countryOrRegion: "gb" }, options: { import: id } });
      expect((await stack.preview()).code).toBe(0);
      expect(box.requests.map(({ method, path }) => [method, path.split("/").at(-1)])).toEqual([["GET", id]]);
    });
  });
});

describe("preview: without a way to look, through the real CLI", () => {
  const { stack, box, declareTokens } = withStack(tokenProgram("preview-blind"), { box: true });

  beforeAll(async () => {
    declareTokens({ name: "a", args: { token: london, appleId } }, { name: "b", args: { token: paris, appleId } });
  });

  /** Of the Azure CLI, which nobody has signed in with here. */
  const noCredential = { INTUNE_ACCESS_TOKEN: "", INTUNE_USE_CLI: "true" };
  const warnings = (output: string) => output.slice(output.indexOf("Diagnostics:")).match(/warning: .*/g) ?? [];
  const step = steps();

  test("step by step", async () => {
    await step("preview: passes with one warning where nothing listens", async () => {
      const endpoint = `http://127.0.0.1:${await closedPort()}`;
      const { code, output } = await stack.run(["preview"], { INTUNE_GRAPH_ENDPOINT: endpoint });
      expect(code).toBe(0);
      expect(warnings(output)).toHaveLength(1);
      expect(output).toContain("3 to create");
    });

    await step("preview: passes with one warning where connections break off", async () => {
      box.intervene(() => "hang up");
      const { code, output } = await stack.preview();
      expect(code).toBe(0);
      expect(warnings(output)).toHaveLength(1);
    });

    await step("preview: passes with one warning without a credential", async () => {
      const { code, output } = await stack.run(["preview"], noCredential);
      expect(code).toBe(0);
      expect(warnings(output)).toHaveLength(1);
    });

    await step(
      "preview: signs in once for all resources where nobody may sign in, and passes with one warning",
      async () => {
        const endpoint = await startTokenEndpoint(() => ({
          status: 401,
          body: { error: "invalid_client", error_description: "AADSTS7000215: Invalid client secret provided." },
        }));
        try {
          const { code, output } = await stack.run(["preview"], {
            INTUNE_ACCESS_TOKEN: "",
            INTUNE_TENANT_ID: "contoso.onmicrosoft.com",
            INTUNE_CLIENT_ID: "an-app",
            INTUNE_CLIENT_SECRET: "MARKED",
            INTUNE_AUTHORITY_HOST: endpoint.url,
            NODE_EXTRA_CA_CERTS: endpoint.certificateFile,
          });
          expect(code).toBe(0);
          expect(warnings(output)).toHaveLength(1);
          expect(output).toContain("AADSTS7000215");
          expect(endpoint.requests).toHaveLength(1);
        } finally {
          await endpoint.close();
        }
      },
    );

    await step("preview: still refuses what can be told without looking", async () => {
      declareTokens({ name: "a", args: { token: london, appleId } }, { name: "b", args: { token: london, appleId } });
      const endpoint = `http://127.0.0.1:${await closedPort()}`;
      const { code, output } = await stack.run(["preview"], { INTUNE_GRAPH_ENDPOINT: endpoint });
      expect(output).toMatch(/[Aa]nother resource (of|in) this program/);
      expect(code).not.toBe(0);
    });
  });
});

/** A port of this computer on which nothing listens. */
function closedPort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer();
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      const port = typeof address === "object" && address !== null ? address.port : 0;
      server.close(() => resolve(port));
    });
  });
}
