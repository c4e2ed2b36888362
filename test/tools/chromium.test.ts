import { join } from "node:path";
import { answers } from "./answers";
import { Machine, pinned } from "./pulumi-cli/machine";

let machine: Machine;
beforeEach(() => {
  machine = new Machine();
});
afterEach(() => machine.remove());

const browser = () => join(machine.path, "chromium");
const aptGet = () => join(machine.path, "apt-get");

/** An apt-get that writes down what it is told, and "installs" Chromium with the last of it. */
function debian(): void {
  machine.program(aptGet(), `echo "$2" >> ${machine.builds}`, `[ "$2" = install ] || exit 0`, `: > ${browser()}`);
}

/** What `npm test` runs its browser tests with on that machine, and what it says to it. */
function ask(expression: string, variables: NodeJS.ProcessEnv = {}): unknown {
  const env = JSON.stringify({ PATH: machine.path, ...variables });
  const words = `((work) => { try { return work(); } catch (error) { return error.message; } })(() => ${expression})`;
  return answers("chromium.mjs", [words.replace("ENV", env)])[0];
}

test("a browser is found where a variable says, and then on PATH", () => {
  machine.program(browser(), "exit 0");
  expect(ask("tool.findChromium(ENV)")).toBe(browser());
  expect(ask("tool.findChromium(ENV)", { PULUMI_INTUNE_CHROMIUM: "/mine" })).toBe("/mine");
});

test.each([[{}], [{ CI: "" }], [{ CI: "false" }]])("npm test installs no browser with %j", (variables) => {
  debian();
  expect(ask("tool.chromiumForTests(ENV)", variables)).toBe("nothing");
  expect(ask("tool.findChromium(ENV)")).toBe("nothing");
});

test("the set-up installs a browser as root on Debian, and only if there is none", () => {
  debian();
  expect(ask("tool.provideChromium(ENV, 0)")).toBe(browser());
  machine.program(aptGet(), "exit 1");
  expect(ask("tool.provideChromium(ENV, 0)")).toBe(browser());
});

test("the set-up says what to do where it can't install a browser", () => {
  const where = /^Chromium can't be installed here: .* PULUMI_INTUNE_CHROMIUM\.$/;
  expect(ask("tool.provideChromium(ENV, 0)")).toMatch(where);
  debian();
  expect(ask("tool.provideChromium(ENV, 1000)")).toMatch(where);
  machine.program(aptGet(), "echo 'no space left' >&2; exit 1");
  expect(ask("tool.provideChromium(ENV, 0)")).toBe("apt-get update failed:\nno space left");
});

test("in CI npm test goes on without a browser that can't be installed", () => {
  expect(ask("tool.chromiumForTests(ENV)", { CI: "true" })).toBe("nothing");
});

test("npm run setup takes a part that it knows, and prints the folder of the CLI last", async () => {
  machine.cli(machine.cached, pinned);
  machine.program(browser(), "exit 0");
  expect(await machine.setup({}, "chromium")).toEqual({
    status: 0,
    signal: null,
    stdout: `${machine.cached}\n`,
    stderr: `The browser is ${browser()}.\n`,
  });
  const unknown = await machine.setup({}, "browser");
  expect(unknown).toMatchObject({ status: 1, stdout: "" });
  expect(unknown.stderr).toBe(
    'setup adds language hosts for yaml and python, and chromium. It knows nothing of "browser".\n',
  );
});
