import { type BoxedStack, startBoxedStack } from "../../support/boxedStack";
import { nativeDoor } from "../../support/doors";
import { type BoxRequest, graphError } from "../../support/middlebox";
import { descendants, ended, engine, providersOf, runs } from "../../support/processes";
import { expectWell } from "../../support/pulumi";
import { steps } from "../../support/steps";
import { tokenText } from "../../support/tokenText";

const token = (year: number) => tokenText({ token: `made-up-${year}`, expDate: `${year}-05-01T10:00:00-0700` });
const london = (countryOrRegion: string) => ({ name: "london", args: { token: token(2091), countryOrRegion } });
const paris = { name: "paris", args: { token: token(2092) } };

describe("an interrupted run, through the plugin", () => {
  let scene: BoxedStack;
  let orphans: number[] = [];

  beforeAll(async () => {
    scene = await startBoxedStack("interrupted", {}, {}, nativeDoor);
  });
  afterAll(() => scene?.close());
  afterEach(() => {
    for (const pid of orphans.filter(runs)) process.kill(pid, "SIGKILL");
  });
  const step = steps(() => {
    scene.box.intervene();
    scene.box.forget();
  });

  /** Does this once, when the service has carried out the first request of that method and not answered yet. */
  const during = (method: string, strike: () => Promise<void>) => {
    let struck: Promise<void> | undefined;
    scene.box.intervene(async (request: BoxRequest, forward) => {
      if (request.method !== method || struck) return forward();
      const answer = await forward();
      struck = strike();
      await struck;
      return answer;
    });
    return () => struck;
  };

  test("step by step", async () => {
    await step("killed while a POST is under way: the plugin ends too, and the next up names the token", async () => {
      scene.declare(london("gb"));
      let hasEnded = false;
      const done = during("POST", async () => {
        const hit = engine();
        const providers = providersOf(hit, nativeDoor.provider);
        orphans = descendants(hit);
        process.kill(hit, "SIGKILL");
        hasEnded = await ended(providers);
      });
      await scene.stack.up();
      await done();
      expect(hasEnded).toBe(true);
      const [live] = await scene.tenant();
      scene.box.intervene();
      scene.box.forget();
      await scene.stack.run(["cancel", "--yes"]);
      const { code, output } = await scene.stack.up();
      expect(output).toContain(String(live?.id));
      expect(code).not.toBe(0);
      expect(scene.writes()).toEqual([]);
      scene.declare({ ...london("gb"), options: { import: live?.id } });
      const pending = await scene.stack.run(["refresh", "--yes", "--skip-preview", "--clear-pending-creates"]);
      expectWell(pending);
      expectWell(await scene.stack.up());
      expect(scene.writes()).toEqual([]);
      expect(scene.idOf("london")).toBe(live?.id);
    });

    await step("Ctrl-C during an update: the request under way finishes, and the state has its result", async () => {
      scene.declare(london("fr"));
      const done = during("PATCH", async () => {
        process.kill(engine(), "SIGINT");
        await new Promise((resolve) => setTimeout(resolve, 1000));
      });
      const { code, output } = await scene.stack.up();
      await done();
      expect(output).not.toMatch(/transport|Unavailable|error reading/);
      expect(scene.methods()).toEqual(["PATCH"]);
      expect(scene.stack.resources()[0]?.outputs.countryOrRegion).toBe("fr");
      expect(scene.stack.stateText()).not.toContain("pending_operations");
      expect([code, output]).toEqual([expect.any(Number), expect.any(String)]);
      scene.box.intervene();
      scene.box.forget();
      expectWell(await scene.stack.up("--expect-no-changes"));
      expect(scene.methods()).toEqual([]);
    });

    await step("Ctrl-C during a wait: the wait ends, and nothing else is sent", async () => {
      scene.declare(london("fr"), paris);
      let asked = 0;
      scene.box.intervene(({ method }, forward) => {
        if (method !== "POST") return forward();
        asked++;
        setTimeout(() => process.kill(engine(), "SIGINT"), 500);
        return { ...graphError(429, "TooManyRequests"), headers: { "retry-after": "120" } };
      });
      const began = Date.now();
      const { code, output } = await scene.stack.up();
      expect(Date.now() - began).toBeLessThan(60_000);
      expect(output).toMatch(/canceled/);
      expect(code).not.toBe(0);
      expect(asked).toBe(1);
      scene.box.intervene();
      expectWell(await scene.stack.up());
      expect(await scene.tenant()).toHaveLength(2);
    });

    await step("customTimeouts: bound a long Retry-After, with what to do", async () => {
      scene.declare({ ...london("de"), options: { customTimeouts: { update: "5s" } } }, paris);
      scene.box.intervene(({ method }, forward) =>
        method === "PATCH" ? { ...graphError(429, "TooManyRequests"), headers: { "retry-after": "120" } } : forward(),
      );
      const began = Date.now();
      const { code, output } = await scene.stack.up();
      expect(Date.now() - began).toBeLessThan(60_000);
      expect(output).toMatch(/time limit \(the resource option customTimeouts\)/);
      expect(output).toMatch(/429/);
      expect(code).not.toBe(0);
    });
  });
});
