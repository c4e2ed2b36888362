import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { oidcAssertion } from "../../src/graph/oidcAssertion";

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

test("the pipeline's bearer goes over https only", async () => {
  const source = { from: "request", url: "http://127.0.0.1:1/oidc", bearer: "github-bearer" } as const;
  await expect(oidcAssertion(source)).rejects.toThrow("not an https URL");
});
