import { readFileSync } from "node:fs";
import { join } from "node:path";
import { connectionSettings } from "../../src/graph/config/settings";
import { deploymentsProgram } from "../support/pipelines/deployments";
import { pipelineFiles, pipelineText } from "../support/pipelines/files";
import { workflow } from "../support/pipelines/github";
import { pipelineJobs } from "../support/pipelines/jobs";
import { kubernetesObjects } from "../support/pipelines/kubernetes";
import { root } from "../support/pulumi";

const jobs = pipelineJobs();
const inFolder = (folder: string) => pipelineFiles.filter((file) => file.startsWith(`${folder}/`)).map(pipelineText);
const matches = (pattern: RegExp) => pipelineFiles.flatMap((file) => [...pipelineText(file).matchAll(pattern)]);
const oidcSources: Readonly<Record<string, string>> = {
  "azure-devops": "azure pipelines",
  "github-actions": "request",
  "gitlab-ci": "token",
  "kubernetes-operator": "file",
  "pulumi-deployments": "token",
};

describe("examples/pipelines", () => {
  test("have a preview, a deployment and both checks for each system, but where that looks for drift itself", () => {
    const names = (system: string) => jobs.filter((job) => job.system === system).map(({ name }) => name);
    for (const system of ["azure-devops", "github-actions", "gitlab-ci"]) {
      expect(names(system).sort()).toEqual(["drift", "expiry", "preview", "up"]);
    }
    expect(names("kubernetes-operator").sort()).toEqual(["expiry", "up"]);
    expect(names("pulumi-deployments")).toEqual(["expiry"]);
  });

  test.each(jobs.map((job) => [job.system, job.name, job] as const))(
    "sign in with OpenID Connect, and to write only where main is deployed: %s, %s",
    (system, name, { environment }) => {
      const settings = connectionSettings("intune", () => undefined, environment);
      expect(settings).toMatchObject({
        method: "oidc",
        oidc: { from: oidcSources[system] },
        tenantId: expect.stringMatching(/./),
        clientId: expect.stringMatching(name === "up" ? /write/i : /read/i),
      });
    },
  );

  test("check without changing anything", () => {
    const last = (name: string) =>
      jobs.filter((job) => job.name === name).map(({ scripts }) => scripts.at(-1)?.trimEnd().split("\n").at(-1));
    for (const line of last("drift")) {
      expect(line).toBe("pulumi refresh --preview-only --expect-no-changes --diff --non-interactive");
    }
    for (const line of last("expiry")) expect(line).toMatch(/pulumi-intune(@\S+)? status --expiring-within 30$/);
    const { drift, expiry } = deploymentsProgram().resources;
    expect(drift?.properties.autoRemediate).toBe(false);
    expect(expiry?.properties.request?.operation).toBe("preview");
  });

  test("check every night for drift, every week for expiry, and off the full hour", () => {
    const crons = (check: string) => jobs.filter(({ name }) => name === check).map(({ cron }) => cron);
    for (const cron of [...crons("drift"), deploymentsProgram().resources.drift?.properties.scheduleCron]) {
      expect(cron).toMatch(/^[1-5]?[1-9] (1?\d|2[0-3]) \* \* \*$/);
    }
    for (const cron of crons("expiry")) expect(cron).toMatch(/^[1-5]?[1-9] (1?\d|2[0-3]) \* \* [0-6]$/);
  });

  test("give jobs on GitHub nothing but the code, an identity and, for the comment, the pull request", () => {
    for (const text of inFolder("github-actions")) {
      const { on, permissions, jobs } = workflow(text);
      expect(Object.keys(on)).not.toContain("pull_request_target");
      expect(permissions).toEqual({});
      for (const [name, job] of Object.entries(jobs)) {
        const comment = name === "preview" ? { "pull-requests": "write" } : {};
        expect(job.permissions).toEqual({ contents: "read", "id-token": "write", ...comment });
        expect(job.environment).toBe(name === "up" ? "intune" : undefined);
      }
    }
  });

  test("comment on a pull request, and deploy without the drift that nobody looked at", () => {
    const { jobs } = workflow(pipelineText("github-actions/deploy.yml"));
    const action = (job: string) => jobs[job]?.steps.find(({ uses }) => uses?.startsWith("pulumi/"))?.with;
    expect(action("preview")).toMatchObject({ command: "preview", "comment-on-pr": true });
    expect(action("up")).toMatchObject({ command: "up" });
    expect(action("up")).not.toHaveProperty("refresh");
  });

  test("pin every action to a commit, and every image, tool and package to a version", () => {
    const uses = matches(/\buses: *(.*)/g).map(([, action]) => action);
    expect(uses.length).toBeGreaterThan(0);
    for (const action of uses) expect(action).toMatch(/^[\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
    const cli = /pulumi\/pkg\/v3 v(\S+)/.exec(readFileSync(join(root, "tools/pulumi-cli/engine/go.mod"), "utf8"))?.[1];
    const versions = matches(/(?:pulumi-version: |--version |mage: pulumi\/pulumi[\w-]*:)([^\s-]*)/g).map(
      ([, each]) => each,
    );
    expect(versions.length).toBeGreaterThan(8);
    expect(new Set(versions)).toEqual(new Set([cli]));
    expect(
      matches(/\b\w*[iI]mage: *(.*)/g)
        .map(([, image]) => image)
        .filter((image) => !/:|^ubuntu-\d\d\.\d\d$/.test(image ?? "")),
    ).toEqual([]);
    const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
    expect(matches(/pulumi-intune@([^\s,]+)/g).map(([, each]) => each)).toEqual([version]);
  });

  test("hand no secret and no text from outside to a shell's command line, and destroy nothing", () => {
    const scripts = jobs.flatMap((job) => job.scripts).join("\n");
    expect(scripts).not.toMatch(/\$\{\{|\$\(/);
    expect(scripts).not.toMatch(/echo.*(TOKEN|PASSPHRASE|SECRET)|printenv|\benv$|set -x|--show-secrets|--debug|-v=/m);
    expect(scripts).not.toMatch(/destroy|stack rm|--force/);
    const stacks = inFolder("kubernetes-operator")
      .flatMap(kubernetesObjects)
      .flatMap((object) => (object.kind === "Stack" ? [object.spec] : []));
    expect(stacks).toEqual([
      expect.objectContaining({ destroyOnFinalize: false, refresh: true, continueResyncOnCommitMatch: true }),
    ]);
  });
});
