import { type BoxedStack, startBoxedStack } from "../support/boxedStack";
import { isList, withEntities } from "../support/middlebox";
import { steps } from "../support/steps";
import { tokenText } from "../support/tokenText";

const appleId = "vpp@contoso.example";
const expiring = (expDate: string, secret = expDate) => tokenText({ token: secret, expDate });

describe("create: a token is known by its expiry, through the real CLI", () => {
  let scene: BoxedStack;

  beforeAll(async () => {
    scene = await startBoxedStack("identity");
  });
  afterAll(() => scene?.close());
  const step = steps(() => {
    scene.box.intervene();
    scene.box.forget();
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
        const { id } = await scene.intune.send("POST", "/vppTokens", { token, ...live });
        scene.box.intervene(async (_request, forward) =>
          withEntities(await forward(), (entity) => {
            if (!("fraction" in shown)) return { ...entity, ...shown };
            return { ...entity, expirationDateTime: String(entity.expirationDateTime).replace("Z", ".0000000Z") };
          }),
        );
        scene.declare({ name: `token-${index}`, args: { token, ...declared } });
        const { code, output } = await scene.stack.up();
        expect(output).toContain(`import: "${id}"`);
        expect(code).not.toBe(0);
        expect(scene.writes()).toEqual([]);
      },
    );

    await step(
      "create: finds the token of a lost response although Intune writes its Apple ID in small letters",
      async () => {
        scene.box.intervene(async ({ method }, forward) => {
          const answer = await forward();
          if (method === "POST") return "hang up";
          return withEntities(answer, (entity) => ({ ...entity, appleId: String(entity.appleId).toLowerCase() }));
        });
        const token = expiring("2091-05-01T10:00:00-0700");
        scene.declare({ name: "small", args: { token, appleId: "VPP@Contoso.example" } });
        const { code } = await scene.stack.up();
        expect(scene.writes()).toEqual(["POST"]);
        expect(code).toBe(0);
        expect((await scene.live("small"))?.expirationDateTime).toBe("2091-05-01T17:00:00Z");
      },
    );

    await step(
      "create: uploads a token that exists with skipTokenChecks, and names the other one when Intune calls it invalid",
      async () => {
        const token = expiring("2092-05-01T10:00:00-0700");
        const { id } = await scene.intune.send("POST", "/vppTokens", { token, appleId });
        scene.declare({ name: "forced", args: { token, appleId, skipTokenChecks: true } });
        const { code, output } = await scene.stack.up();
        expect(scene.writes()).toEqual(["POST"]);
        // Graph's v1.0 has no duplicateLocationId.
        expect((await scene.live("forced"))?.state).toBe("invalid");
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
  let scene: BoxedStack;

  beforeAll(async () => {
    scene = await startBoxedStack("one-expiry");
  });
  afterAll(() => scene?.close());

  const school = (name: string, expDate = "2099-05-01T10:00:00-0700") => ({
    name,
    args: { token: expiring(expDate, `made-up-${name}`), appleId },
  });

  test("create: uploads the rest of them in a later run, and has nothing to do after it", async () => {
    const later = school("later", "2099-06-01T10:00:00-0700");
    scene.declare(school("a"), school("b"), later);
    await scene.stack.mustRun(["up", "--yes", "--skip-preview"]);
    expect(scene.writes()).toEqual(["POST", "POST", "POST"]);
    scene.box.forget();
    const [known, added] = [
      [school("a"), school("b"), later],
      [school("c"), school("d")],
    ];
    scene.declare(...(newFirst ? [...added, ...known] : [...known, ...added]));
    for (const args of [["preview"], ["up", "--yes", "--skip-preview"]]) {
      const { code, output } = await scene.stack.run(args);
      expect(output).not.toContain("error:");
      expect(code).toBe(0);
    }
    expect(scene.writes()).toEqual(["POST", "POST"]);
    expect(scene.box.requests.filter(isList).length).toBeLessThanOrEqual(2);
    const ids = scene.stack.resources().map(({ id }) => id);
    expect(new Set(ids)).toEqual(new Set((await scene.tenant()).map(({ id }) => id)));
    expect(ids).toHaveLength(5);
    scene.box.forget();
    expect((await scene.stack.up("--expect-no-changes")).code).toBe(0);
    expect(scene.box.requests).toEqual([]);
  });
});

describe("import: the organization is proof of nothing", () => {
  let scene: BoxedStack;

  beforeAll(async () => {
    scene = await startBoxedStack("import-newer");
  });
  afterAll(() => scene?.close());

  test("import: uploads a newer token although the organization was edited in the portal", async () => {
    const live = { token: expiring("2098-05-01T10:00:00-0700"), appleId, organizationName: "Contoso GmbH" };
    const { id } = await scene.intune.send("POST", "/vppTokens", live);
    const token = expiring("2099-05-01T10:00:00-0700");
    scene.declare({ name: "london", args: { token, appleId }, options: { import: id } });
    const { code, output } = await scene.stack.up();
    expect(output).not.toContain("error:");
    expect(code).toBe(0);
    expect(scene.writes()).toEqual([`PATCH ${id}`]);
    expect((await scene.live("london"))?.expirationDateTime).toBe("2099-05-01T17:00:00Z");
    expect((await scene.drift()).code).toBe(0);
  });
});
