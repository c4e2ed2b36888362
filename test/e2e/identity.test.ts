import { isList, withEntities } from "../support/middlebox";
import { steps } from "../support/steps";
import { tokenText } from "../support/tokenText";
import { tokenProgram, withStack } from "../support/withStack";

const appleId = "vpp@contoso.example";
const expiring = (expDate: string, secret = expDate) => tokenText({ token: secret, expDate });

describe("create: a token is known by its expiry, through the real CLI", () => {
  const { stack, box, intune, declareTokens, live } = withStack(tokenProgram("identity"), { box: true });

  const step = steps(() => {
    box.intervene();
    box.forget();
  });

  const cases: [what: string, live: object, declared: object, shown?: object][] = [
    ["has no Apple ID", {}, { appleId }],
    ["shows its Apple ID in other case", { appleId: appleId.toUpperCase() }, { appleId }],
    ["has another administrator's Apple ID", { appleId: "other@contoso.example" }, { appleId }],
    ["had its organization edited in the portal", { appleId, organizationName: "Contoso GmbH" }, { appleId }],
    ["has another organization than the program declares", { appleId }, { appleId, organizationName: "Contoso Ltd" }],
    ["shows null for all that people write", { appleId }, { appleId }, { appleId: null, organizationName: null }],
    ["spells its expiry with fractions", { appleId }, { appleId }, { fraction: true }],
  ];

  test("step by step", async () => {
    await step.each(cases)(
      "create: does not upload a token that already exists and %s",
      async (_, live, declared, shown = {}) => {
        const index = cases.findIndex(([what]) => what === _);
        const token = expiring(`208${index}-05-01T10:00:00-0700`);
        const { id } = await intune.send("POST", "/vppTokens", { token, ...live });
        box.intervene(async (_request, forward) =>
          withEntities(await forward(), (entity) => {
            if (!("fraction" in shown)) return { ...entity, ...shown };
            return { ...entity, expirationDateTime: String(entity.expirationDateTime).replace("Z", ".0000000Z") };
          }),
        );
        declareTokens({ name: `token-${index}`, args: { token, ...declared } });
        const { code, output } = await stack.up();
        expect(output).toContain(`import: "${id}"`);
        expect(code).not.toBe(0);
        expect(box.writes()).toEqual([]);
      },
    );

    await step(
      "create: finds the token of a lost response although Intune writes its Apple ID in small letters",
      async () => {
        box.intervene(async ({ method }, forward) => {
          const answer = await forward();
          if (method === "POST") return "hang up";
          return withEntities(answer, (entity) => ({ ...entity, appleId: String(entity.appleId).toLowerCase() }));
        });
        const token = expiring("2091-05-01T10:00:00-0700");
        declareTokens({ name: "small", args: { token, appleId: "VPP@Contoso.example" } });
        const { code } = await stack.up();
        expect(box.writes()).toEqual(["POST"]);
        expect(code).toBe(0);
        expect((await live("small"))?.expirationDateTime).toBe("2091-05-01T17:00:00Z");
      },
    );

    await step(
      "create: uploads a token that exists with skipTokenChecks, and names the other one when Intune calls it invalid",
      async () => {
        const token = expiring("2092-05-01T10:00:00-0700");
        const { id } = await intune.send("POST", "/vppTokens", { token, appleId });
        declareTokens({ name: "forced", args: { token, appleId, skipTokenChecks: true } });
        const { code, output } = await stack.up();
        expect(box.writes()).toEqual(["POST"]);
        // Graph's v1.0 has no duplicateLocationId.
        expect((await live("forced"))?.state).toBe("invalid");
        expect(output).toContain(id);
        expect(code).not.toBe(0);
      },
    );
  });
});

describe.each([
  ["the new one first", true],
  ["the existing one first", false],
])("create: tokens of one account and one expiry, %s", (_, newFirst) => {
  const { stack, box, intune, declareTokens } = withStack(tokenProgram("one-expiry"), { box: true });

  const school = (name: string, expDate = "2099-05-01T10:00:00-0700") => ({
    name,
    args: { token: expiring(expDate, `made-up-${name}`), appleId },
  });

  test("create: uploads the rest of them in a later run, and has nothing to do after it", async () => {
    const later = school("later", "2099-06-01T10:00:00-0700");
    declareTokens(school("a"), school("b"), later);
    await stack.mustRun(["up", "--yes", "--skip-preview"]);
    expect(box.writes()).toEqual(["POST", "POST", "POST"]);
    box.forget();
    const [known, added] = [
      [school("a"), school("b"), later],
      [school("c"), school("d")],
    ];
    declareTokens(...(newFirst ? [...added, ...known] : [...known, ...added]));
    for (const args of [["preview"], ["up", "--yes", "--skip-preview"]]) {
      const { code, output } = await stack.run(args);
      expect(output).not.toContain("error:");
      expect(code).toBe(0);
    }
    expect(box.writes()).toEqual(["POST", "POST"]);
    expect(box.requests.filter(isList).length).toBeLessThanOrEqual(2);
    const ids = stack.resources().map(({ id }) => id);
    expect(new Set(ids)).toEqual(new Set((await intune.tokens()).map(({ id }) => id)));
    expect(ids).toHaveLength(5);
    box.forget();
    expect((await stack.up("--expect-no-changes")).code).toBe(0);
    expect(box.requests).toEqual([]);
  });
});

describe("import: the organization is proof of nothing", () => {
  const { stack, box, intune, declareTokens, live } = withStack(tokenProgram("import-newer"), { box: true });

  test("import: uploads a newer token although the organization was edited in the portal", async () => {
    const edited = { token: expiring("2098-05-01T10:00:00-0700"), appleId, organizationName: "Contoso GmbH" };
    const { id } = await intune.send("POST", "/vppTokens", edited);
    const token = expiring("2099-05-01T10:00:00-0700");
    declareTokens({ name: "london", args: { token, appleId }, options: { import: id } });
    const { code, output } = await stack.up();
    expect(output).not.toContain("error:");
    expect(code).toBe(0);
    expect(box.writes()).toEqual([`PATCH ${id}`]);
    expect((await live("london"))?.expirationDateTime).toBe("2099-05-01T17:00:00Z");
    expect((await stack.drift()).code).toBe(0);
  });
});
