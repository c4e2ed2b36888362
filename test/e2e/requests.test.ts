import { steps } from "../support/steps";
import { withStack } from "../support/withStack";

const [tokens, page] = [25, 10];
const pages = Math.ceil(tokens / page);

describe(`the requests for ${tokens} tokens, ${page} on a page, through the real CLI`, () => {
  const { stack, intune } = withStack(
    { "Pulumi.yaml": "name: requests\nruntime: nodejs\n", "package.json": "{}" },
    { emulator: { pageSize: page } },
  );
  beforeAll(async () => {
    declare("gb");
  });
  const step = steps(() => intune.forget());

  const declare = (country: string, century = 20) =>
    stack.write({
      "index.js": `
        const intune = require("pulumi-intune");
        for (let i = 0; i < ${tokens}; i++) {
          const expDate = \`${century}\${50 + i}-05-01T10:00:00Z\`;
          const text = JSON.stringify({ token: \`number \${i}\`, expDate, orgName: "Contoso" });
          new intune.VppToken(\`token-\${i}\`, { token: Buffer.from(text).toString("base64"), countryOrRegion: "${country}" });
        }
      `,
    });
  /** How often each method was used on each collection. */
  function counts(): Record<string, number> {
    const found: Record<string, number> = {};
    for (const { method, path } of intune.requests) {
      const name = `${method} ${path.split("/")[3]}`;
      found[name] = (found[name] ?? 0) + 1;
    }
    return found;
  }

  test("step by step", async () => {
    await step("creating them is one request each, and one list", async () => {
      expect((await stack.up()).code).toBe(0);
      // The tenant was empty, so the list has one page.
      expect(counts()).toEqual({ "GET vppTokens": 1, "POST vppTokens": tokens });
    });

    await step("the state of a token is small, and nothing in it is null", () => {
      // What Pulumi's SDK notes of the program's lines is left out: it grows with the program's path.
      const { stackTrace: _, sourcePosition: __, ...resource } = { ...stack.resources()[0] } as Record<string, unknown>;
      const text = JSON.stringify(resource);
      const ciphertexts = text.match(/"ciphertext":"[^"]*"/g) ?? [];
      expect(ciphertexts).toHaveLength(2);
      expect(text.length - ciphertexts.join("").length).toBeLessThan(1400);
      expect(text).not.toContain("null");
    });

    await step("of the stack below a token, the state names the program's own lines alone", () => {
      expect(stack.resources()[0]).toMatchObject({
        sourcePosition: expect.stringMatching(/^project:\/\/\/index\.js#/),
        stackTrace: [{ sourcePosition: expect.stringMatching(/^project:\/\/\/index\.js#/) }],
      });
    });

    await step("an up with nothing to do sends nothing", async () => {
      expect((await stack.up("--expect-no-changes")).code).toBe(0);
      expect(counts()).toEqual({});
    });

    await step("a refresh is one list", async () => {
      expect((await stack.refresh("--expect-no-changes")).code).toBe(0);
      expect(counts()).toEqual({ "GET vppTokens": pages });
    });

    await step("a refresh of tokens of which one is gone confirms that alone", async () => {
      await intune.send("DELETE", `/vppTokens/${stack.resources()[0]?.id}`);
      expect((await stack.refresh()).code).toBe(0);
      expect(counts()).toEqual({ "GET vppTokens": pages + 1 });
      expect(stack.resources()).toHaveLength(tokens - 1);
    });

    await step("updating them is one request each, and creating the missing one beside it one list more", async () => {
      declare("us");
      expect((await stack.up()).code).toBe(0);
      expect(counts()).toEqual({ "GET vppTokens": pages, "POST vppTokens": 1, "PATCH vppTokens": tokens - 1 });
    });

    await step("renewing them is one request each, and one list that shows whether somebody else did so", async () => {
      declare("us", 21);
      expect((await stack.up()).code).toBe(0);
      const { "GET vppTokens": looks, ...others } = counts();
      expect(others).toEqual({ "PATCH vppTokens": tokens });
      // The first may arrive alone, and then looks at its own token.
      expect([pages, pages + 1]).toContain(looks);
    });

    await step("destroying them is one request each, and one list of apps", async () => {
      expect((await stack.destroy()).code).toBe(0);
      expect(counts()).toEqual({ "GET mobileApps": 1, "DELETE vppTokens": tokens });
    });
  });
});
