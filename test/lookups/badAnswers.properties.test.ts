import * as pulumi from "@pulumi/pulumi";
import fc from "fast-check";
import { getVppToken } from "../../src/lookups/getVppToken";
import { getVppTokenLicenses } from "../../src/lookups/getVppTokenLicenses";
import { getVppTokens } from "../../src/lookups/getVppTokens";
import { functionCall } from "../../src/provider/lookup/tenant";
import { answers } from "../support/answeredEntities";
import { type EchoTenant, echoTenant } from "../support/echoTenant";
import { expectPlain, expectReadable } from "../support/failedWell";
import { anyValue, hostileText } from "../support/hostileValues";

const numRuns = 1_000;
const connection = "contoso";

describe("a lookup", () => {
  let tenant: EchoTenant;
  let wentWell: number;

  beforeAll(() => {
    tenant = echoTenant();
    pulumi.runtime.setAllConfig({ "contoso:graphEndpoint": tenant.url, "contoso:accessToken": "MARKED-BEARER" });
  });
  afterAll(() => tenant?.restore());
  beforeEach(() => {
    wentWell = 0;
  });

  /** Its answer is plain, or it failed in a way that a program's author can read. */
  async function judge(lookup: Promise<unknown>): Promise<void> {
    const result = await lookup.catch((error: unknown) => {
      if (!(error instanceof pulumi.RunError)) throw error;
      expectReadable(error.message);
      return undefined;
    });
    if (result === undefined) return;
    expectPlain(result);
    wentWell++;
  }

  test("takes whatever Graph answers for what it is, or says what is wrong with it", async () => {
    const look = async (one: unknown, other: unknown) => {
      tenant.script("GET", { status: 200, body: one ?? null });
      await judge(getVppToken({ connection, id: "an-id" }));
      tenant.script("GET", { status: 200, body: { value: [one, other] } });
      await judge(getVppTokens({ connection, apiVersion: "beta" }));
      await judge(getVppTokenLicenses({ connection, bundleId: "com.apple.Pages" }));
    };
    // An empty answer is asked for again after a pause, which this process would really make.
    const some = answers.filter(
      (answer) => answer !== null && answer !== undefined && answer !== "" && typeof answer !== "string",
    );
    await fc.assert(fc.asyncProperty(some, some, look), { numRuns });
    expect(wentWell).toBeGreaterThan(numRuns / 20);
  });

  test("takes whatever a program asks by, or says what is wrong with it", async () => {
    tenant.script("GET", { status: 200, body: { value: [] } });
    const asked = fc.dictionary(
      fc.oneof(fc.constantFrom("id", "appleId", "displayName", "apiVersion", "bundleId"), hostileText),
      anyValue,
    );
    const look = async (args: object) => {
      await judge(getVppToken({ ...args, connection }));
      await judge(getVppTokenLicenses({ bundleId: "com.apple.Pages", ...args, connection }));
    };
    await fc.assert(fc.asyncProperty(asked, look), { numRuns });
    expect(wentWell).toBeGreaterThan(numRuns / 20);
  });

  test("writes a text into an address so that it stays one", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (bundleId) => {
        const call = functionCall("f", { bundleId });
        expect(call).toMatch(/^f\(bundleId='[^/?#\s]*'\)$/);
        const inside = decodeURIComponent(call.slice("f(bundleId='".length, -"')".length));
        expect(inside.replaceAll("''", "'")).toBe(bundleId);
      }),
      { numRuns },
    );
  });
});
