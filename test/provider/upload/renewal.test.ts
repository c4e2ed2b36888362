import type { PropertyMap } from "../../../src/provider/propertyMap";
import { type Intune, startIntune } from "../../support/intune";
import { Stack } from "../../support/stack";
import { tokenText } from "../../support/tokenText";

let intune: Intune;
let stack: Stack;

async function begin(options: Parameters<typeof startIntune>[0] = {}): Promise<void> {
  intune = await startIntune({ faults: true, ...options });
  stack = new Stack(intune.url);
}
afterEach(() => intune.close());

const text = (year: number, orgName = "Contoso") =>
  tokenText({ token: `of ${year}`, expDate: `${year}-05-01T10:00:00Z`, orgName });
const up = async (declared: PropertyMap) => (await stack.up({ london: declared })).london;
/** What was sent to write, without the tokens themselves. */
const sent = () =>
  intune.requests
    .filter(({ method }) => method !== "GET")
    .map(({ body }) => {
      const { "@odata.type": _, token, ...rest } = body as PropertyMap;
      return token === undefined ? rest : { token: "…", ...rest };
    });
const inPortal = (body: PropertyMap) =>
  intune.send("PATCH", `/vppTokens/${stack.of("london").id}`, { "@odata.type": "#microsoft.graph.vppToken", ...body });

describe("renewal: the organization's name", () => {
  const organizationName = "Contoso UK";
  const reset = { kind: "patch", method: "PATCH", path: "vppTokens", set: { organizationName: "Contoso" } };
  beforeEach(async () => {
    await begin();
    await up({ token: text(2098), organizationName });
    intune.forget();
  });

  test("is sent with the token where it is declared, and only there", async () => {
    expect(await up({ token: text(2099), organizationName })).toBe("updated");
    expect(sent()).toEqual([{ token: "…", organizationName }]);
    await up({ token: text(2099) });
    intune.forget();
    expect(await up({ token: text(2100) })).toBe("updated");
    expect(sent()).toEqual([{ token: "…" }]);
  });

  test("is put right in the same operation where the service takes the token's in its place", async () => {
    await intune.fail(reset);
    expect(await up({ token: text(2099), organizationName })).toBe("updated");
    expect(sent()).toEqual([{ token: "…", organizationName }, { organizationName }]);
    await stack.refresh();
    expect(await up({ token: text(2099), organizationName })).toBe("same");
    expect(stack.said).toEqual([]);
  });

  test.each<[string, object]>([
    ["is refused", { kind: "status", status: 403 }],
    ["is answered with a page", { kind: "htmlPage", times: 3 }],
  ])("stays to be put right where the second request %s, and the upload is kept", async (_how, fault) => {
    // The entity goes on showing the token's name.
    await intune.fail(reset, { method: "PATCH", path: "vppTokens", ...fault }, { ...reset, method: "GET", times: 9 });
    expect(await up({ token: text(2099), organizationName })).not.toBe("updated");
    expect(stack.of("london").state).toMatchObject({
      organizationName: "Contoso",
      expirationDateTime: "2099-05-01T10:00:00Z",
    });
    await intune.heal();
    intune.forget();
    expect(await up({ token: text(2099), organizationName })).toBe("updated");
    expect(sent()).toEqual([{ organizationName }]);
    expect(await up({ token: text(2099), organizationName })).toBe("same");
  });
});

describe("renewal: with the token taken out for a run", () => {
  const rest = { appleId: "vpp@contoso.example" };
  /** Intune's date still shows the first one's. */
  const uploadTwiceAndTakeOut = async (options = {}) => {
    // By the stack's clock: the sync that comes of an upload is then known to be its own.
    await begin({ renewalLag: 3_600_000, now: () => new Date("2026-11-01T00:00:00Z"), ...options });
    await up({ ...rest, token: text(2097) });
    await up({ ...rest, token: text(2099) });
    expect(await up(rest)).toBe("updated");
    intune.forget();
  };

  test("refuses an older one than the last, though Intune's date lags behind", async () => {
    await uploadTwiceAndTakeOut();
    await stack.refresh();
    expect(await up({ ...rest, token: text(2098) })).toMatch(
      /expires earlier \(2098.*than the token that Intune holds \(2099/,
    );
    expect(sent()).toEqual([]);
  });

  test("sends nothing for the last one", async () => {
    await uploadTwiceAndTakeOut();
    await stack.refresh();
    expect(await up({ ...rest, token: text(2099) })).toBe("updated");
    expect(sent()).toEqual([]);
    expect(await up({ ...rest, token: text(2099) })).toBe("same");
  });

  test("uploads a newer one", async () => {
    await uploadTwiceAndTakeOut();
    expect(await up({ ...rest, token: text(2100) })).toBe("updated");
    expect(sent()).toEqual([{ token: "…" }]);
  });

  test("holds through further runs and changes without it", async () => {
    await uploadTwiceAndTakeOut();
    await up({ ...rest, countryOrRegion: "gb" });
    await stack.refresh();
    await up(rest);
    expect(await up({ ...rest, token: text(2098) })).toMatch(/expires earlier/);
  });

  test("knows of one that was uploaded in the portal meanwhile", async () => {
    await uploadTwiceAndTakeOut({ renewalLag: 0 });
    await inPortal({ token: text(2101) });
    await stack.refresh();
    expect(await up(rest)).toBe("same");
    expect(await up({ ...rest, token: text(2100) })).toMatch(/expires earlier \(2100.*\(2101/);
    expect(sent()).toEqual([]);
    expect(await up({ ...rest, token: text(2101) })).toBe("updated");
    expect(sent()).toEqual([]);
    expect(await up({ ...rest, token: text(2102) })).toBe("updated");
    expect(sent()).toEqual([{ token: "…" }]);
  });

  test("finds one that was uploaded in the portal without a refresh", async () => {
    await uploadTwiceAndTakeOut({ renewalLag: 0 });
    await inPortal({ token: text(2101) });
    expect(await up({ ...rest, token: text(2100) })).toMatch(/expires earlier \(2100.*\(2101/);
    expect(sent()).toEqual([]);
  });

  // Known fault: a preview compares with the arguments of the last deployment, which tell of no token.
  test("is told at a preview", async () => {
    await uploadTwiceAndTakeOut();
    const { london } = await stack.preview({ london: { ...rest, token: text(2098) } });
    expect(london).toMatch(/expires earlier/);
  });
});
