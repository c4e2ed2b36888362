import { type BoxAnswer, type BoxRequest, withEntities } from "../support/middlebox";
import { steps } from "../support/steps";
import { tokenText } from "../support/tokenText";
import { tokenProgram, withStack } from "../support/withStack";

const first = tokenText({ token: "first", expDate: "2098-05-01T10:00:00-0700", orgName: "Contoso" });
const renewed = tokenText({ token: "renewed", expDate: "2099-05-01T10:00:00-0700", orgName: "Contoso" });

describe.each([
  ["unless the same body names one", false],
  ["whatever the same body names", true],
])("update: Intune takes the organization from a renewed token, %s, through the real CLI", (_, always) => {
  const { stack, box, intune, declareTokens, live } = withStack(tokenProgram("organization"), { box: true });
  const declare = (token: string, more: object = {}) =>
    declareTokens({ name: "london", args: { token, organizationName: "Contoso Berlin", ...more } });

  beforeAll(async () => {
    box.intervene(async (request, forward) => {
      const answer = await forward();
      const { method, path, body } = request;
      const isReset =
        method === "PATCH" && body?.token !== undefined && (always || body.organizationName === undefined);
      if (!isReset) return answer;
      const reset = await intune.send("PATCH", `/vppTokens/${path.split("/").at(-1)}`, {
        organizationName: "Contoso",
      });
      const { organizationName, lastModifiedDateTime } = reset;
      return withEntities(answer, (entity) => ({ ...entity, organizationName, lastModifiedDateTime }));
    });
  });
  const step = steps();

  test("step by step", async () => {
    await step("update: puts a declared organization right in the same run, and shows no drift after it", async () => {
      declare(first);
      await stack.mustRun(["up", "--yes", "--skip-preview"]);
      box.forget();
      declare(renewed);
      expect((await stack.up()).code).toBe(0);
      expect(await live("london")).toMatchObject({
        organizationName: "Contoso Berlin",
        expirationDateTime: "2099-05-01T17:00:00Z",
      });
      const uploads = box.requests.filter(({ body }) => body?.token !== undefined);
      expect(uploads).toHaveLength(1);
      expect(box.writes().length).toBeLessThanOrEqual(2);
      expect((await stack.drift()).code).toBe(0);
      box.forget();
      expect((await stack.up("--expect-no-changes")).code).toBe(0);
      expect(box.requests).toEqual([]);
    });

    await step("update: an import puts it right as well", async () => {
      const existing = tokenText({ token: "live", expDate: "2088-05-01T10:00:00-0700" });
      const newer = tokenText({ token: "newer", expDate: "2089-05-01T10:00:00-0700" });
      const { id } = await intune.send("POST", "/vppTokens", { token: existing, organizationName: "Contoso Paris" });
      const args = { token: newer, organizationName: "Contoso Paris" };
      declareTokens({ name: "paris", args, options: { import: id } });
      expect((await stack.up()).code).toBe(0);
      expect(await live("paris")).toMatchObject({
        organizationName: "Contoso Paris",
        expirationDateTime: "2089-05-01T17:00:00Z",
      });
      expect((await stack.drift()).code).toBe(0);
    });
  });
});

describe("update: values that Intune rewrites, through the real CLI", () => {
  const { stack, box, intune, declareTokens } = withStack(tokenProgram("rewritten"), { box: true });

  /** What a service makes of what it is sent. */
  const rewrites: Readonly<Record<string, (value: unknown) => unknown>> = {
    appleId: (value) => String(value).toLowerCase(),
    organizationName: (value) => String(value).normalize("NFC"),
    displayName: (value) => String(value).trim().slice(0, 12),
    countryOrRegion: (value) => String(value).toUpperCase(),
    roleScopeTagIds: (value) => (Array.isArray(value) && value.length === 0 ? ["0"] : value),
  };
  const args = {
    token: first,
    appleId: "VPP@Contoso.example",
    organizationName: "Contoso Zu\u0308rich",
    displayName: "  Z\u00fcrich and all around it",
    countryOrRegion: "ch",
    roleScopeTagIds: [],
  };
  const declare = (more: object = {}) => declareTokens({ name: "zurich", args: { ...args, ...more } });

  beforeAll(async () => {
    box.intervene(async (request, forward) => {
      const answer = await forward();
      return request.method === "POST" || request.method === "PATCH" ? rewritten(request, answer) : answer;
    });
  });
  const step = steps(() => box.forget());

  /** The answer, once the service has put its own values in the place of those that it was sent. */
  async function rewritten({ body = {} }: BoxRequest, answer: BoxAnswer): Promise<BoxAnswer> {
    const changes = Object.entries(body).flatMap(([name, value]) => {
      const own = rewrites[name]?.(value) ?? value;
      return own === value || name.includes("@") || name === "token" ? [] : [[name, own] as const];
    });
    if (changes.length === 0 || answer.status >= 300) return answer;
    const { id } = answer.body as { id: string };
    return { ...answer, body: await write(id, Object.fromEntries(changes)) };
  }
  /** Changes the entity by Graph's beta, behind Pulumi's back. */
  async function write(id: string | undefined, body: object): Promise<unknown> {
    const response = await fetch(`${intune.url}/beta/deviceAppManagement/vppTokens/${id}`, {
      method: "PATCH",
      headers: { authorization: "Bearer x", "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    if (!response.ok) throw new Error(await response.text());
    return response.json();
  }
  const warnings = (output: string) => output.slice(output.indexOf("Diagnostics:")).match(/warning: .*/g) ?? [];

  test("step by step", async () => {
    await step("create: tells once which value was rewritten", async () => {
      declare();
      const { code, output } = await stack.up();
      expect(code).toBe(0);
      expect(box.writes()).toEqual(["POST"]);
      const named = warnings(output).filter((warning) => warning.includes("displayName"));
      expect(named).toHaveLength(1);
      // These are the same, whichever way the service writes them.
      expect(warnings(output).join("\n")).not.toMatch(/appleId|countryOrRegion|organizationName/);
    });

    await step("update: doesn't send rewritten values again, and doesn't tell of them again", async () => {
      const { code, output } = await stack.up("--expect-no-changes");
      expect(code).toBe(0);
      expect(warnings(output)).toEqual([]);
      expect((await stack.drift()).code).toBe(0);
      const refreshed = await stack.up("--refresh", "--expect-no-changes");
      expect(refreshed.code).toBe(0);
      expect(warnings(refreshed.output)).toEqual([]);
      expect(box.writes()).toEqual([]);
    });

    await step("update: sends what changed beside them, and only that", async () => {
      declare({ automaticallyUpdateApps: true });
      expect((await stack.up()).code).toBe(0);
      expect(box.requests.flatMap(({ body }) => (body ? [body] : []))).toEqual([
        { "@odata.type": "#microsoft.graph.vppToken", automaticallyUpdateApps: true },
      ]);
    });

    await step("refresh: still shows drift of a rewritten value", async () => {
      await write(stack.idOf("zurich"), { displayName: "Elsewhere" });
      expect((await stack.drift()).code).toBe(7);
      expect((await stack.up("--refresh")).code).toBe(0);
      expect(box.requests.filter(({ method }) => method === "PATCH").map(({ body }) => body?.displayName)).toEqual([
        args.displayName,
      ]);
      expect((await stack.drift()).code).toBe(0);
    });

    await step("update: sends another value of a property that was rewritten", async () => {
      declare({ automaticallyUpdateApps: true, displayName: "Z\u00fcrich" });
      expect((await stack.up()).code).toBe(0);
      expect(box.requests.filter(({ method }) => method === "PATCH").map(({ body }) => body?.displayName)).toEqual([
        "Z\u00fcrich",
      ]);
      expect((await stack.drift()).code).toBe(0);
    });

    await step("getVppToken: finds a token by its Apple ID in other case", async () => {
      stack.write({
        "index.js": `
          const intune = require("pulumi-intune");
          const found = intune.getVppToken({ appleId: "${args.appleId.toUpperCase()}" });
          exports.expires = found.then((one) => one.expirationDateTime);
        `,
      });
      await intune.send("POST", "/vppTokens", { token: renewed, appleId: "vpp@contoso.example" });
      for (const { id } of await intune.tokens())
        if (id === stack.idOf("zurich")) await intune.send("DELETE", `/vppTokens/${id}`);
      const { code, output } = await stack.preview();
      expect(output).toContain("2099-05-01");
      expect(code).toBe(0);
    });
  });
});
