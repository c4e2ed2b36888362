import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { oidcAssertion } from "../../../src/graph/auth/oidcAssertion";
import { fakeClock } from "../../support/fakeClock";

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "oidc-"));
});

afterEach(() => rm(folder, { recursive: true }));

test("a token file is read again for every exchange, since Kubernetes replaces its content", async () => {
  const path = join(folder, "token");
  await writeFile(path, "first\n");
  expect(await oidcAssertion({ from: "file", path })).toBe("first");
  await writeFile(path, "second\n");
  expect(await oidcAssertion({ from: "file", path })).toBe("second");
});

test("a token file that is missing or empty is named", async () => {
  const path = join(folder, "token");
  await expect(oidcAssertion({ from: "file", path })).rejects.toThrow(`${path}, cannot be read (ENOENT)`);
  await writeFile(path, " ");
  await expect(oidcAssertion({ from: "file", path })).rejects.toThrow(`${path}, is empty`);
});

const github = {
  from: "request",
  url: "https://github.example/oidc?run=7",
  bearer: "github-bearer",
  audience: "api://AzureADTokenExchange",
} as const;

test("the pipeline's bearer is sent over https only", async () => {
  const source = { ...github, url: "http://127.0.0.1:1/oidc" };
  await expect(oidcAssertion(source)).rejects.toThrow("not an https URL");
});

describe("GitHub's endpoint", () => {
  const trouble = (code: string) => (): never => {
    throw new TypeError("fetch failed", { cause: Object.assign(new Error("no"), { code }) });
  };
  const silence = (): never => {
    throw new DOMException("The operation timed out.", "TimeoutError");
  };
  const busy = () => new Response("{}", { status: 503 });
  const token = () => Response.json({ value: "the-token" });

  /** Asks with such answers, one after the other, the last one for ever. */
  async function ask(...answers: readonly (() => Response)[]) {
    const clock = fakeClock();
    const asked: string[] = [];
    const fetchOnce = async (address: string) => {
      const answer = answers[Math.min(asked.push(address), answers.length) - 1];
      return answer?.() ?? busy();
    };
    const effects = { fetchFor: () => fetchOnce, sleep: clock.sleep, now: clock.now };
    const outcome = await oidcAssertion(github, effects).catch((error: Error) => error.message);
    return { outcome, asked, slept: clock.slept };
  }

  test("is asked once when it answers, for the audience", async () => {
    const { outcome, asked, slept } = await ask(token);
    expect(outcome).toBe("the-token");
    expect(asked).toEqual(["https://github.example/oidc?run=7&audience=api%3A%2F%2FAzureADTokenExchange"]);
    expect(slept).toEqual([]);
  });

  test.each([
    ["has its hiccups (500)", () => new Response("oops", { status: 500 })],
    ["is overloaded (503)", busy],
    ["throttles (429)", () => new Response("{}", { status: 429 })],
    ["breaks the connection off", trouble("ECONNRESET")],
    ["isn't found for a moment", trouble("EAI_AGAIN")],
    ["is silent", silence],
  ])("is asked again when it %s", async (_how, answer) => {
    expect(await ask(answer, token)).toMatchObject({ outcome: "the-token", slept: [1000] });
    expect(await ask(answer, answer, token)).toMatchObject({ outcome: "the-token", slept: [1000, 2000] });
  });

  test("fails after three attempts, and the error counts them", async () => {
    const { outcome, asked, slept } = await ask(busy);
    expect(outcome).toBe(
      "https://github.example answered 503 and gave no OIDC token. That was the last of 3 attempts in 3 s.",
    );
    expect(asked).toHaveLength(3);
    expect(slept).toEqual([1000, 2000]);
  });

  test.each([
    ["refuses", () => new Response("{}", { status: 403 }), "answered 403 and gave no OIDC token."],
    ["answers something else", () => Response.json({}), "answered 200 and gave no OIDC token."],
    ["isn't trusted", trouble("CERT_HAS_EXPIRED"), "the certificate has expired (CERT_HAS_EXPIRED)."],
  ])("is asked once when it %s, which isn't transient", async (_how, answer, ending) => {
    const { outcome, asked } = await ask(answer, token);
    expect(outcome).toMatch(/https:\/\/github\.example/);
    expect(outcome.endsWith(ending)).toBe(true);
    expect(asked).toHaveLength(1);
  });
});
