import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { root } from "../support/pulumi";

interface Step {
  readonly uses?: string;
  readonly run?: string;
}
interface Job {
  readonly needs?: string;
  readonly permissions?: Readonly<Record<string, string>>;
  readonly strategy?: { readonly matrix: Readonly<Record<string, readonly string[]>> };
  readonly steps: readonly Step[];
}
interface Workflow {
  readonly on: Readonly<Record<string, unknown>>;
  readonly permissions: Readonly<Record<string, string>>;
  readonly jobs: Readonly<Record<string, Job>>;
}
interface Form {
  readonly name: string;
  readonly description: string;
  readonly body: readonly {
    readonly type: string;
    readonly id?: string;
    readonly attributes: { readonly label?: string; readonly value?: string; readonly description?: string };
  }[];
}

const github = join(root, ".github");
const text = (path: string) => readFileSync(join(github, path), "utf8");
const files = readdirSync(join(github, "workflows"));
const workflow = (name: string) => parse(text(`workflows/${name}`)) as Workflow;
const steps = ({ jobs }: Workflow) => Object.values(jobs).flatMap((job) => job.steps);
const runs = (job: Job | undefined) => job?.steps.flatMap(({ run }) => run ?? []);
const manifest = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { scripts: Record<string, string> };

describe.each(files)("the workflow %s", (file) => {
  const read = workflow(file);

  test("takes each action at a commit, with the version beside it", () => {
    const used = text(`workflows/${file}`).match(/uses: .+/g) ?? [];
    expect(used).toHaveLength(steps(read).filter(({ uses }) => uses).length);
    expect(used.filter((line) => !/^uses: [\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(line))).toEqual([]);
  });

  test("may only read, unless a job is allowed more", () => {
    expect(read.permissions).toEqual({ contents: "read" });
  });

  test("runs scripts that exist", () => {
    const scripts = steps(read).flatMap(({ run = "" }) => [...run.matchAll(/npm (?:run )?(test|start|run [\w:-]+)/g)]);
    const names = scripts.map(([, name = ""]) => name.replace("run ", ""));
    expect(names.filter((name) => !(name in manifest.scripts))).toEqual([]);
  });
});

test("every change is tested on every Node that the package supports, and an audit can't turn it red", () => {
  const { on, jobs } = workflow("ci.yml");
  expect(Object.keys(on)).toEqual(["push", "pull_request"]);
  expect(jobs.test?.strategy?.matrix.node).toEqual(["20", "22", "24"]);
  expect(Object.values(jobs).flatMap(runs)).toEqual(["npm test"]);
});

test("a tag of a version publishes it with provenance, after the check of the release and all tests", () => {
  const { on, jobs } = workflow("release.yml");
  expect(on).toEqual({ push: { tags: ["v*"] } });
  expect(runs(jobs.test)).toEqual(["node tools/package/check-release.mjs", "npm test"]);
  expect(jobs.publish?.needs).toBe("test");
  expect(runs(jobs.publish)?.at(-1)).toBe("npm publish --provenance --access public");
  expect(jobs.publish?.permissions).toEqual({ contents: "read", "id-token": "write" });
  expect(jobs.test?.permissions).toBeUndefined();
  expect(text("workflows/release.yml")).not.toContain("secrets.");
});

test("a tag of a version offers the native plugin at the release of GitHub, after all tests", () => {
  const { jobs } = workflow("release.yml");
  expect(jobs.plugin?.needs).toBe("test");
  expect(jobs.plugin?.permissions).toEqual({ contents: "write" });
  expect(runs(jobs.plugin)).toEqual([
    "npm ci --ignore-scripts",
    "npm run build",
    "node tools/package/plugin-archives.mjs release",
    expect.stringMatching(/^gh release create "\$GITHUB_REF_NAME" release\/\* --verify-tag /),
  ]);
});

test("what has changed outside is looked at every week, and never turns a commit red", () => {
  const { on, jobs } = workflow("weekly.yml");
  expect(Object.keys(on)).toEqual(["schedule", "workflow_dispatch"]);
  expect(runs(jobs.audit)).toEqual([expect.stringMatching(/^npm audit --omit=dev \|\| echo "::warning::/)]);
  expect(runs(jobs.newest)).toEqual([expect.stringMatching(/npm test \|\| echo "::warning::.+"\n$/)]);
});

describe("the form of an issue", () => {
  const form = (name: string) => parse(text(`ISSUE_TEMPLATE/${name}`)) as Form;

  test.each(["bug.yml", "feature.yml"])("%s is one that GitHub takes", (file) => {
    const { name, description, body } = form(file);
    expect(name && description).toBeTruthy();
    expect(body.map(({ type }) => type)).toEqual(
      body.map(() => expect.stringMatching(/^(markdown|textarea|input|dropdown|checkboxes)$/)),
    );
    const asking = body.filter(({ type }) => type !== "markdown");
    expect(asking.filter(({ id, attributes }) => !id || !attributes.label)).toEqual([]);
    expect(new Set(asking.map(({ id }) => id)).size).toBe(asking.length);
  });

  test("a report of a fault warns of secrets first, and asks for the message and the versions", () => {
    const { body } = form("bug.yml");
    expect(body[0]?.attributes.value).toMatch(/Never paste a token/);
    expect(body.map(({ id }) => id)).toEqual(expect.arrayContaining(["message", "versions", "secrets"]));
    const versions = body.find(({ id }) => id === "versions")?.attributes.description;
    for (const of of ["pulumi-intune", "@pulumi/pulumi", "node --version", "pulumi version"]) {
      expect(versions).toContain(of);
    }
  });
});
