import fc from "fast-check";
import { answeredEntities, answers, answeredId as id, laterMember } from "../support/answeredEntities";
import { type EchoTenant, echoTenant } from "../support/echoTenant";
import { expectPlain, unlessRefused } from "../support/failedWell";
import { anyValue, hostileText } from "../support/hostileValues";
import { runAgainst } from "../support/runAgainst";
import { tokenText } from "../support/tokenText";

const numRuns = 1_000;
const token = tokenText({ token: "MARKED-declared" });
const declared = { token, apiVersion: "beta", displayName: "London", roleScopeTagIds: ["1", "0"] };
const managed = { ...declared, __managed: "token,displayName,roleScopeTagIds,apiVersion" };
const json = (value: unknown) => JSON.parse(JSON.stringify(value));

describe("whatever Graph answers", () => {
  let tenant: EchoTenant;
  let wentWell: number;

  beforeAll(() => {
    tenant = echoTenant();
  });
  afterAll(() => tenant?.restore());
  beforeEach(() => {
    tenant.unscript();
    wentWell = 0;
  });
  afterEach(() => expect(wentWell).toBeGreaterThan(numRuns / 20));

  const newRun = () => runAgainst(tenant.url);
  const given = (method: string, ...bodies: unknown[]) =>
    tenant.script(method, ...bodies.map((body) => ({ status: 200, body: body === undefined ? null : body })));

  function judge(result: object | undefined): void {
    if (result === undefined) return;
    expectPlain(result);
    wentWell++;
  }

  /** In a run of its own: in one, the same token is created once only. */
  const checkedAndCreated = async () => {
    const resource = newRun().resourceOf("vppToken");
    return resource.create((await resource.check(undefined, declared)).inputs);
  };

  test("a read, and the update that follows it, end in a plain state or in words", async () => {
    const read = async (answer: unknown, known: object) => {
      // The first read asks for the entity, and the second for the list.
      const resource = newRun().resourceOf("vppToken");
      given("GET", answer, { value: [answer] }, answer);
      await unlessRefused(() => resource.read(id, managed));
      const live = await unlessRefused(() => resource.read(id, { ...json(known), ...managed }));
      judge(live);
      if (!live) return;
      await resource.diff(id, live.state, declared);
      given("PATCH", answer);
      judge(await unlessRefused(() => resource.update(id, live.state, declared)));
    };
    await fc.assert(fc.asyncProperty(answers, answeredEntities, read), { numRuns });
  });

  test("a create ends in a plain state, in a state with reasons, or in words", async () => {
    const create = async (answer: unknown, other: unknown) => {
      given("POST", answer);
      given("PATCH", answer);
      given("GET", { value: [] }, { value: [other] });
      judge(await unlessRefused(checkedAndCreated));
    };
    await fc.assert(fc.asyncProperty(answers, answers, create), { numRuns });
  });

  test("a delete with care ends in words or in nothing", async () => {
    const mostlyNot = fc.oneof({ weight: 9, arbitrary: fc.constant(false) }, anyValue);
    const app = fc.record({
      vppTokenId: fc.oneof(fc.constant(id), anyValue),
      isAssigned: mostlyNot,
      displayName: anyValue,
    });
    const done = [{ actionName: "revokeLicenses", actionState: "done" }];
    const endings = fc.oneof(
      answers,
      answeredEntities.map((entity) => ({ ...entity, id, tokenActionResults: done })),
    );
    const remove = async (apps: readonly object[], before: unknown, after: unknown) => {
      const resource = newRun().resourceOf("vppToken");
      const listed = { value: apps.map((each, index) => ({ ...each, id: `app ${index}` })) };
      const answered = [listed, before, after].map((body) => ({ status: 200, body: body === undefined ? null : body }));
      // In the end it is gone, since the wait for a revocation is long.
      tenant.script("GET", ...answered, { status: 404, body: { error: { code: "NotFound", message: "Gone." } } });
      for (const method of ["POST", "DELETE"]) tenant.script(method, { status: 204 });
      await unlessRefused(async () => {
        await resource.delete(id, { revokeLicensesOnDelete: true });
        wentWell++;
      });
    };
    await fc.assert(fc.asyncProperty(fc.array(app, { maxLength: 2 }), answers, endings, remove), { numRuns });
  });

  test("a license sync ends in a plain state or in words", async () => {
    const resource = newRun().resourceOf("vppTokenLicenseSync");
    const sync = async (first: unknown, second: unknown, waitForCompletion: boolean) => {
      given("GET", first, second);
      given("POST", first);
      judge(
        await unlessRefused(() =>
          resource.create({ vppTokenId: id, triggers: [1], waitForCompletion, timeoutSeconds: 60 }),
        ),
      );
      judge(await unlessRefused(() => resource.read(id, { vppTokenId: id })));
    };
    await fc.assert(fc.asyncProperty(answers, answers, fc.boolean(), sync), { numRuns });
  });

  test("a refusal ends in words, whatever it looks like", async () => {
    const errors = fc.oneof(
      anyValue,
      fc.record({ error: anyValue }),
      fc.record({
        error: fc.record({ code: anyValue, message: anyValue, innerError: anyValue }, { requiredKeys: [] }),
      }),
      fc.record({
        error: fc.record({ code: hostileText, message: fc.json().map((Message) => JSON.stringify({ Message })) }),
      }),
    );
    const statuses = fc.constantFrom(300, 400, 401, 403, 404, 409, 412, 418, 429, 500, 503, 599);
    const refuse = async (status: number, body: unknown, retry: string) => {
      const resource = newRun().resourceOf("vppToken");
      const headers = /^[\x20-\x7e]*$/.test(retry) ? { "Retry-After": retry } : {};
      for (const method of ["GET", "PATCH"]) tenant.script(method, { status, body, headers });
      const live = await unlessRefused(async () => (await resource.read(id, managed)) ?? "gone");
      if (live !== undefined) expect(status).toBe(404);
      expect(
        await unlessRefused(() => resource.update(id, managed, { ...declared, displayName: "Paris" })),
      ).toBeUndefined();
      wentWell++;
    };
    await fc.assert(fc.asyncProperty(statuses, errors, hostileText, refuse), { numRuns });
  });

  test("a member that no reference page lists passes through as it is", async () => {
    const pass = async (member: string) => {
      const resource = newRun().resourceOf("vppToken");
      given("GET", { id, state: member, lastSyncStatus: member, vppTokenAccountType: member });
      const live = await resource.read(id, managed);
      expect(live?.state).toMatchObject({ state: member, lastSyncStatus: member, vppTokenAccountType: member });
      given("POST", { id, state: member });
      given("GET", { value: [] });
      const made = await checkedAndCreated();
      expect(made.state).toMatchObject({ state: member });
      wentWell++;
    };
    const unusableStates = ["duplicateLocationId", "invalid", "assignedToExternalMDM"];
    const members = fc
      .oneof(fc.constant(laterMember), hostileText)
      .filter((member) => !unusableStates.includes(member));
    await fc.assert(fc.asyncProperty(members, pass), { numRuns });
  });
});
