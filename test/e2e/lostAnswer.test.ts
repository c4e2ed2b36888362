import { type BoxAnswer, graphError, isList, loginPage, withoutEntities } from "../support/middlebox";
import type { Run } from "../support/pulumi";
import { steps } from "../support/steps";
import { tokenText } from "../support/tokenText";
import { tokenProgram, withStack } from "../support/withStack";

/** What becomes of the first request to create a token. */
interface Loss {
  readonly name: string;
  /** Whether the service carries it out. */
  readonly done: boolean;
  readonly answer: BoxAnswer | "hang up";
  /** How long lists don't show the new token, in seconds. */
  readonly lag?: number;
}

const badGateway: BoxAnswer = { status: 502, body: "<html><body><h1>502 Bad Gateway</h1></body></html>\n" };
const failed = graphError(500, "InternalServerError");
const unavailable = graphError(503, "ServiceUnavailable");

/** Those that are found. */
const found: readonly Loss[] = [
  { name: "cut-10", done: true, answer: "hang up", lag: 10 },
  { name: "cut-30", done: true, answer: "hang up", lag: 30 },
  { name: "graph-10", done: true, answer: failed, lag: 10 },
  { name: "proxy-30", done: true, answer: badGateway, lag: 30 },
  { name: "empty-10", done: true, answer: { status: 201 }, lag: 10 },
  { name: "login-10", done: true, answer: loginPage, lag: 10 },
];
/** Those of which Graph itself says that something failed, or that nothing was done. */
const sentAgain: readonly Loss[] = [
  { name: "graph-failed", done: false, answer: failed },
  { name: "graph-unavailable", done: false, answer: unavailable },
  { name: "throttled", done: false, answer: graphError(429, "TooManyRequests") },
];
/** Those that can't be told from those that are found. */
const stopped: readonly Loss[] = [
  { name: "cut", done: false, answer: "hang up" },
  { name: "login", done: false, answer: loginPage },
  { name: "proxy", done: false, answer: badGateway },
];
const all = [...found, ...sentAgain, ...stopped];

const token = (name: string) => {
  const expDate = `21${10 + all.findIndex((loss) => loss.name === name)}-05-01T10:00:00-0700`;
  return tokenText({ token: `made-up-${name}`, expDate });
};

describe("create: responses that are lost, through the real CLI", () => {
  const { stack, box, intune, declareTokens, live } = withStack(tokenProgram("lost"), { box: true });
  let first: Run;
  let seconds: number;
  const sent = (name: string) =>
    box.requests.filter(({ method, body }) => method === "POST" && body?.token === token(name)).length;

  beforeAll(async () => {
    const hits = new Set<string>();
    const shownFrom = new Map<unknown, number>();
    box.intervene(async (request, forward) => {
      // What was just created can't be read by its id yet either.
      if (request.method === "GET" && !isList(request)) return graphError(404, "ResourceNotFound");
      if (isList(request)) return withoutEntities(await forward(), ({ id }) => Date.now() < (shownFrom.get(id) ?? 0));
      const loss = all.find(({ name }) => request.method === "POST" && request.body?.token === token(name));
      if (loss === undefined || hits.has(loss.name)) return forward();
      hits.add(loss.name);
      if (loss.done) shownFrom.set(createdId(await forward()), Date.now() + (loss.lag ?? 0) * 1000);
      return loss.answer;
    });
    declareTokens(...all.map(({ name }) => ({ name, args: { token: token(name) } })));
    const start = Date.now();
    first = await stack.up("--parallel", "50");
    seconds = (Date.now() - start) / 1000;
  });
  const step = steps();

  test("step by step", async () => {
    await step.each(found)("create: finds the token of $name, and doesn't send it again", async ({ name }) => {
      expect(sent(name)).toBe(1);
      expect(stack.idOf(name)).toBeDefined();
      expect(await live(name)).toBeDefined();
    });

    await step.each(sentAgain)("create: sends $name again", async ({ name }) => {
      expect(sent(name)).toBe(2);
      expect(await live(name)).toBeDefined();
    });

    await step.each(stopped)("create: stops with an error for $name, and doesn't send it again", async ({ name }) => {
      expect(sent(name)).toBe(1);
      expect(stack.idOf(name)).toBeUndefined();
      expect(first.output).toMatch(
        new RegExp(`VppToken \\(${name}\\):\\n\\s+error:[^]*?(might|may|could) have (been created|created)[^]*?next`),
      );
    });

    await step("create: looks for about a minute, and leaves nothing twice in the tenant", async () => {
      expect(first.code).not.toBe(0);
      expect(seconds).toBeGreaterThan(40);
      expect(seconds).toBeLessThan(120);
      expect(await intune.tokens()).toHaveLength(found.length + sentAgain.length);
      expect(first.output).not.toMatch(/\n\s+at .*:\d+:\d+/);
    });

    await step("create: the next run finds a stopped token that was created, and names its id", async () => {
      box.intervene();
      const { id } = await intune.send("POST", "/vppTokens", { token: token("cut") });
      const { code, output } = await stack.up();
      expect(output).toContain(`import: "${id}"`);
      expect(code).not.toBe(0);
      expect(sent("cut")).toBe(1);
      await intune.send("DELETE", `/vppTokens/${id}`);
    });

    await step("create: the next run creates what was stopped, and nothing else", async () => {
      box.intervene();
      const { code, output } = await stack.up();
      expect(output).not.toContain("error:");
      expect(code).toBe(0);
      for (const { name } of stopped) expect(sent(name)).toBe(2);
      expect(await intune.tokens()).toHaveLength(all.length);
    });
  });
});

function createdId({ body }: BoxAnswer): unknown {
  return typeof body === "object" && body !== null && "id" in body ? body.id : undefined;
}
