import type { PropertyMap } from "../../../src/provider/propertyMap";
import { stackOfEachTest } from "../../support/stack";
import { tokenText } from "../../support/tokenText";

const { intune, stack } = stackOfEachTest();

const text = (token: string, year = 2098) => tokenText({ token, expDate: `${year}-05-01T10:00:00Z` });
const stranger = async (declared: PropertyMap): Promise<string> => {
  const { id } = await intune.send("POST", "/vppTokens", { "@odata.type": "#microsoft.graph.vppToken", ...declared });
  return String(id);
};
const writes = () => intune.asked().filter((request) => !request.startsWith("GET"));
/** The same program in the other order. */
const reversed = (program: Record<string, PropertyMap>) => Object.fromEntries(Object.entries(program).reverse());
const orders: [string, (program: Record<string, PropertyMap>) => Record<string, PropertyMap>][] = [
  ["in one order", (program) => program],
  ["in the other order", reversed],
];

describe.each(orders)("preview: of resources that share a token, %s", (_order, inOrder) => {
  test("names both where both are new, and asks at most for one list", async () => {
    const program = inOrder({ london: { token: text("a") }, paris: { token: text("a") } });
    const [[first], [last, refusal] = []] = Object.entries(await stack.preview(program)) as [
      [string, string],
      [string, string],
    ];
    expect(refusal).toMatch(new RegExp(`^Another resource in this program already uses this VPP token.*"${first}"`));
    expect(last).not.toBe(first);
    expect(intune.asked().length).toBeLessThan(2);
  });

  test("names both where one exists, which neither `up` touches", async () => {
    await stack.up({ london: { token: text("a") } });
    const program = inOrder({ london: { token: text("a") }, paris: { token: text("a") } });
    intune.forget();
    for (const run of ["preview", "up"] as const) {
      const told = Object.values(await stack[run](program)).join();
      expect(told).toMatch(/Another resource in this program already uses this VPP token.*"(london|paris)"/);
    }
    expect(writes()).toEqual([]);
  });

  const swap = async (a: string, b: string) => {
    await stack.up({ london: { token: a }, paris: { token: b, appleId: "b" } });
    intune.forget();
    const program = inOrder({ london: { token: b }, paris: { token: a, appleId: "b" } });
    return async (run: "preview" | "up") => Object.values(await stack[run](program)).join();
  };

  test("refuses a swap whole, before anything is sent, with both names", async () => {
    const told = await swap(text("a"), text("b"));
    for (const run of ["preview", "up"] as const) {
      expect(await told(run)).toMatch(/The resources "(london|paris)" and "(london|paris)" would exchange a VPP token/);
    }
    expect(writes()).toEqual([]);
  });

  test("refuses a swap of tokens that expire at different times, before anything is sent", async () => {
    const told = await swap(text("a"), text("b", 2099));
    for (const run of ["preview", "up"] as const) expect(await told(run)).toMatch(/not uploaded|Nothing was uploaded/);
    expect(writes()).toEqual([]);
  });

  // Known fault: a resource whose arguments fail is not noted among the others.
  test("names both in a swap of tokens that expire at different times", async () => {
    expect(await (await swap(text("a"), text("b", 2099)))("preview")).toMatch(/would exchange a VPP token/);
  });

  test("refuses a chain, before anything is sent", async () => {
    const tokens = [2095, 2096, 2097, 2098].map((year) => text(`${year}`, year));
    const program = (from: number) =>
      Object.fromEntries(["a", "b", "c"].map((name, at) => [name, { token: tokens[from + at], appleId: name }]));
    await stack.up(program(0));
    intune.forget();
    expect(Object.values(await stack.preview(inOrder(program(1)))).join()).toMatch(/would exchange a VPP token/);
    expect(writes()).toEqual([]);
  });
});

describe.each(orders)("preview: of a new resource whose token is in the tenant, %s", (_order, inOrder) => {
  test("refuses it at once where it is the only one", async () => {
    const id = await stranger({ token: text("a") });
    expect((await stack.preview(inOrder({ london: { token: text("a") } }))).london).toContain(`(id ${id})`);
    expect(intune.asked()).toEqual(["GET /v1.0/deviceAppManagement/vppTokens"]);
  });

  test("refuses it once all are known, where an existing one could manage the entity", async () => {
    await stack.up({ paris: { token: text("b") } });
    const id = await stranger({ token: text("a") });
    intune.forget();
    const told = Object.values(
      await stack.preview(inOrder({ london: { token: text("a") }, paris: { token: text("b") } })),
    );
    expect(told.join()).toContain(`(id ${id})`);
    expect(intune.asked()).toHaveLength(1);
  });

  test("lets it pass where an existing one does manage the entity", async () => {
    await stack.up({ paris: { token: text("b") } });
    intune.forget();
    const outcomes = await stack.preview(inOrder({ london: { token: text("a") }, paris: { token: text("b") } }));
    expect(outcomes).toEqual({ london: "created", paris: "same" });
    expect(intune.asked()).toHaveLength(1);
  });

  test("refuses it though people wrote another account beside it", async () => {
    await stack.up({ paris: { token: text("b", 2097), appleId: "b" } });
    const id = await stranger({ token: text("a"), appleId: "somebody else" });
    const program = inOrder({
      london: { token: text("a"), appleId: "a" },
      paris: { token: text("b", 2097), appleId: "b" },
    });
    expect(Object.values(await stack.preview(program)).join()).toContain(`(id ${id})`);
  });
});

describe("preview: requests", () => {
  test("are none where nothing is new, and one list for several that are", async () => {
    const program = { london: { token: text("a", 2097) }, paris: { token: text("b"), appleId: "b" } };
    expect(await stack.preview(program)).toEqual({ london: "created", paris: "created" });
    expect(intune.asked()).toHaveLength(1);
    await stack.up(program);
    intune.forget();
    await stack.preview({ ...program, paris: { token: text("c", 2099), appleId: "b" } });
    expect(intune.asked()).toEqual([]);
  });

  test("are one GET for an import, which is told", async () => {
    const id = await stranger({ token: text("a"), countryOrRegion: "gb" });
    intune.forget();
    expect(await stack.preview({ london: { __import: id, countryOrRegion: "us" } })).toEqual({ london: "created" });
    expect(stack.said).toEqual([
      `The existing VPP token ${id} will be imported, and changed in countryOrRegion; nothing else is sent.`,
    ]);
    expect(intune.asked()).toEqual([`GET /v1.0/deviceAppManagement/vppTokens/${id}`]);
  });

  test("refuse an import of what isn't there", async () => {
    const id = "00000000-0000-4000-8000-000000000000";
    expect((await stack.preview({ london: { __import: id } })).london).toContain(
      `There is no VPP token with the id ${id}`,
    );
  });

  test("are none for a token that isn't known yet, or with skipTokenChecks", async () => {
    const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
    await stack.preview({ london: { token: unknown }, paris: { token: text("a"), skipTokenChecks: true } });
    expect(intune.asked()).toEqual([]);
  });

  test("that get no answer let the preview pass, with one warning", async () => {
    await intune.fail({ kind: "cut", times: 1000 });
    const program = { london: { token: text("a") }, paris: { token: text("b") }, oslo: { __import: "1" } };
    expect(await stack.preview(program)).toEqual({ london: "created", paris: "created", oslo: "created" });
    const notes = stack.said.filter((sentence) => sentence.startsWith("The preview couldn't check"));
    expect(notes).toHaveLength(1);
    expect(notes[0]).not.toContain("MARKED");
    // What gets no answer once is not asked for again: each time takes its retries.
    expect(intune.asked()).toHaveLength(5);
  });

  test("that are refused fail the preview", async () => {
    const refusal = { kind: "status", status: 403, times: 1000 };
    await intune.fail(refusal);
    expect((await stack.preview({ london: { token: text("a") } })).london).toMatch(
      /403.*DeviceManagementServiceConfig\.Read\.All/,
    );
  });
});
