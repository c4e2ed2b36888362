import { vppToken } from "../../../src/definitions/vppToken";
import type { PropertyMap } from "../../../src/provider/propertyMap";
import { digestOf, rewrittenIn, stillDeclared, withRewritten } from "../../../src/provider/state/rewritten";
import { stackOfEachTest } from "../../support/stack";
import { tokenText } from "../../support/tokenText";

describe("rewritten: a state", () => {
  test("remembers names and digests, and nothing where there are none", () => {
    const state = withRewritten({ a: 1 }, { displayName: "x_-1", appleId: "y" });
    expect(rewrittenIn(state)).toEqual({ displayName: "x_-1", appleId: "y" });
    expect(withRewritten(state, {})).toEqual({ a: 1 });
    expect(rewrittenIn({})).toEqual({});
    expect(rewrittenIn({ __rewritten: 5 })).toEqual({});
  });

  test("keeps what is declared as before, and drops what isn't, or is no property", () => {
    const before = withRewritten(
      { displayName: "A", countryOrRegion: "gb", extra: 1 },
      { displayName: "x", countryOrRegion: "y", extra: "z" },
    );
    expect(stillDeclared(vppToken, before, { displayName: "A", countryOrRegion: "GB", extra: 1 })).toEqual({
      displayName: "x",
      countryOrRegion: "y",
    });
    expect(stillDeclared(vppToken, before, { displayName: "B" })).toEqual({});
  });

  test("has one digest for values that mean the same, and tells nothing else of them", () => {
    const { displayName, roleScopeTagIds } = vppToken.properties;
    expect(digestOf(roleScopeTagIds, ["1", "0"])).toBe(digestOf(roleScopeTagIds, ["0", "1"]));
    expect(digestOf(displayName, "London")).not.toBe(digestOf(displayName, "london"));
    expect(digestOf(displayName, null)).toBe(digestOf(displayName, undefined));
    expect(digestOf(displayName, "London")).toMatch(/^[\w-]{12}$/);
  });
});

describe("rewritten: with a service that stores values in a form of its own", () => {
  const { intune, stack } = stackOfEachTest();

  const token = tokenText({ token: "a", expDate: "2098-05-01T10:00:00Z" });
  const up = async (more: PropertyMap) => (await stack.up({ london: { token, apiVersion: "beta", ...more } })).london;
  const sent = () => intune.asked().map((request) => request.split(" ")[0]);
  /** From now on every answer shows these values. */
  const stores = async (set: PropertyMap) => {
    await intune.heal();
    await intune.fail({ kind: "patch", path: "vppTokens", set, times: 1000 });
  };

  test.each<[string, PropertyMap, PropertyMap]>([
    ["small letters", { displayName: "London" }, { displayName: "london" }],
    ["trimmed", { displayName: " London " }, { displayName: "London" }],
    ["another list", { roleScopeTagIds: ["1", "2"] }, { roleScopeTagIds: ["1"] }],
  ])("a create tells it once, and is never drift: %s", async (_form, declared, stored) => {
    await stores(stored);
    expect(await up(declared)).toBe("created");
    expect(sent()).toEqual(["GET", "POST"]);
    const told = [
      expect.stringMatching(/^Intune stores (displayName|roleScopeTagIds) of the VPP token .* in another form/),
    ];
    expect(stack.said).toEqual(told);
    for (const _again of [1, 2]) {
      await stack.refresh();
      expect(stack.of("london").inputs).toMatchObject(declared);
      expect(await up(declared)).toBe("same");
    }
    // A change of something else leaves it alone.
    intune.forget();
    expect(await up({ ...declared, countryOrRegion: "gb" })).toBe("updated");
    expect(intune.requests.map(({ body }) => Object.keys(body as PropertyMap).sort())).toEqual([
      ["@odata.type", "countryOrRegion"],
    ]);
    expect(stack.said).toEqual(told);
  });

  test.each<[string, PropertyMap, PropertyMap]>([
    ["an account in small letters", { appleId: "VPP@contoso.example" }, { appleId: "vpp@contoso.example" }],
    ["NFC", { displayName: "Cafe\u0301" }, { displayName: "Caf\u00e9" }],
    ["the default scope tag", { roleScopeTagIds: [] }, { roleScopeTagIds: ["0"] }],
    ["null for no scope tags", { roleScopeTagIds: [] }, { roleScopeTagIds: null }],
    ["scope tags in another order", { roleScopeTagIds: ["1", "0"] }, { roleScopeTagIds: ["0", "1"] }],
  ])("what means the same is stored as declared: %s", async (_form, declared, stored) => {
    await stores(stored);
    expect(await up(declared)).toBe("created");
    expect(sent()).toEqual(["GET", "POST"]);
    await stack.refresh();
    expect(await up(declared)).toBe("same");
    expect(stack.said).toEqual([]);
  });

  test("null in an answer is not sent again, and no drift", async () => {
    await stores({ displayName: null });
    expect(await up({ displayName: "London" })).toBe("created");
    await stack.refresh();
    expect(await up({ displayName: "London" })).toBe("same");
  });

  // Known fault: null counts as stored so, without a word.
  test("null in the answer to a change is told", async () => {
    await up({ displayName: "London" });
    await stores({ displayName: null });
    await up({ displayName: "Paris" });
    expect(stack.said).toHaveLength(1);
  });

  test("another declared value is sent, and what the service makes of that is told again", async () => {
    await stores({ displayName: "london" });
    await up({ displayName: "London" });
    await stores({ displayName: "paris" });
    intune.forget();
    expect(await up({ displayName: "Paris" })).toBe("updated");
    expect(intune.requests.map(({ body }) => (body as PropertyMap).displayName)).toEqual(["Paris"]);
    expect(stack.said).toHaveLength(2);
    await stack.refresh();
    expect(await up({ displayName: "Paris" })).toBe("same");
  });

  test("a value that the service takes as it is ends the memory", async () => {
    await stores({ displayName: "london" });
    await up({ displayName: "London" });
    await intune.heal();
    expect(await up({ displayName: "Oslo" })).toBe("updated");
    expect(stack.of("london").state).not.toHaveProperty("__rewritten");
  });

  test("a change in the portal is drift", async () => {
    await stores({ displayName: "london" });
    await up({ displayName: "London" });
    await stores({ displayName: "Rome" });
    await stack.refresh();
    expect(stack.of("london").inputs.displayName).toBe("Rome");
    expect(await up({ displayName: "London" })).toBe("updated");
  });

  test("a swallowed change of a value that was rewritten before is noticed", async () => {
    await stores({ displayName: "london" });
    await up({ displayName: "London" });
    await stores({ displayName: "london", lastModifiedDateTime: stack.of("london").state.lastModifiedDateTime });
    expect(await up({ displayName: "Paris" })).toMatch(/was not updated\./);
    intune.forget();
    await stores({ displayName: "paris" });
    expect(await up({ displayName: "Paris" })).toBe("updated");
    expect(sent()).toContain("PATCH");
  });

  describe("and repeats what it was sent in the answer to the write", () => {
    const reads = (set: PropertyMap) =>
      intune.fail({ kind: "patch", method: "GET", path: "vppTokens", set, times: 1000 });

    test.each<[string, string, string]>([
      ["small letters", "London", "london"],
      ["trimmed", " London ", "London"],
      ["composed", "Cafe\u0301 London", "Café london"],
    ])("tells so once at the refresh, and sends nothing: %s", async (_how, displayName, shown) => {
      await up({ displayName });
      await reads({ displayName: shown });
      await stack.refresh();
      expect(stack.said.filter((sentence) => /stores displayName/.test(sentence))).toHaveLength(1);
      intune.forget();
      expect(await up({ displayName })).toBe("same");
      await stack.refresh();
      expect(await up({ displayName })).toBe("same");
      expect(sent()).toEqual(["GET"]);
      expect(stack.said.filter((sentence) => /stores displayName/.test(sentence))).toHaveLength(1);
    });

    test("takes another name, and the same one after somebody modified the entity, for a change", async () => {
      await up({ displayName: "London" });
      await reads({ displayName: "Londinium" });
      await stack.refresh();
      expect(await up({ displayName: "London" })).toBe("updated");
      await intune.heal();
      const modified = { displayName: "LONDON", lastModifiedDateTime: "2090-01-01T00:00:00Z" };
      await reads(modified);
      await stack.refresh();
      expect(await up({ displayName: "London" })).toBe("updated");
    });
  });
});
