import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { tokenText } from "../support/tokenText";
import { withStack } from "../support/withStack";
import { nodeOf } from "./node";
import { type Packed, pack } from "./packed";

interface Combination {
  readonly node: number;
  readonly pulumi: string;
  /** The last @pulumi/pulumi for this Node, where a newer one asks for another. */
  readonly lastPulumi?: string;
  /** The program's own TypeScript; without one, Pulumi's own 3.8.3 runs it. */
  readonly typescript?: string;
  /** How else the program is compiled: the module resolution, and the rest of the compiler's options. */
  readonly compiles?: Readonly<Record<string, string>>;
}

/** The oldest of everything, the newest of everything, and what lies between; not the product, which takes too long. */
const combinations: readonly Combination[] = [
  { node: 20, pulumi: "3.216.0", lastPulumi: "3.248.0" },
  { node: 22, pulumi: "3.270.0", typescript: "4.9.5", compiles: { node16: "--module node16" } },
  {
    node: 24,
    pulumi: "3.270.0",
    typescript: "6.0.3",
    compiles: { nodenext: "--module nodenext", bundler: "--module esnext" },
  },
];

const program = (token: string) => `
  import * as pulumi from "@pulumi/pulumi";
  import * as intune from "pulumi-intune";

  type Known<T> = 0 extends 1 & T ? never : true;

  const args: intune.VppTokenArgs = { token: "${token}", countryOrRegion: "gb" };
  const london = new intune.VppToken("london", args);
  const isKnown: Known<typeof london.state> = true;
  const expiry: pulumi.Output<string> = london.expirationDateTime;

  export const expires = pulumi.output(isKnown).apply(() => expiry);
  export const node = process.versions.node;
`;

const nodes = mkdtempSync(join(tmpdir(), "pulumi-intune-nodes-"));
let packed: Packed;

beforeAll(() => {
  packed = pack();
});
afterAll(() => {
  packed?.remove();
  rmSync(nodes, { recursive: true, force: true });
});

test("the oldest Pulumi that is tried is the oldest one that the package allows", () => {
  expect(packed.manifest.peerDependencies["@pulumi/pulumi"]).toBe(`^${combinations[0]?.pulumi}`);
});

describe.each(combinations.map((one) => ({ ...one, title: `TypeScript ${one.typescript ?? "as Pulumi brings it"}` })))(
  "on Node $node, with @pulumi/pulumi $pulumi and $title",
  (combination) => {
    const { pulumi, lastPulumi, typescript, compiles = {} } = combination;
    const node = nodeOf(combination.node, nodes);
    if ("missing" in node) {
      test.skip(`nothing was tried, since there is no Node ${combination.node} here: ${node.missing}`, () => {});
      return;
    }
    const PATH = [node.folder, process.env.PULUMI_INTUNE_CLI, process.env.PATH].join(delimiter);
    const environment = { ...process.env, PATH };
    const text = program(tokenText({ token: `on ${combination.node}` }));
    const files = () => {
      const manifest = {
        private: true,
        main: "index.ts",
        dependencies: { "pulumi-intune": `file:${packed.tarball}`, "@pulumi/pulumi": pulumi },
        devDependencies: typescript ? { typescript, "@types/node": "^20.0.0" } : {},
      };
      return {
        "Pulumi.yaml": "name: matrix\nruntime: nodejs\n",
        "package.json": JSON.stringify(manifest),
        "index.ts": text,
        "module.mts": text,
      };
    };
    const { stack, intune } = withStack(files, {
      variables: ({ variables }) => ({ ...variables, PATH }),
      link: false,
    });

    /** Installs, and keeps what npm has to say of the version of Node or of this package. */
    function install(...more: string[]) {
      const args = ["install", "--prefer-offline", "--no-audit", "--no-fund", "--loglevel=warn", ...more];
      const { status, stdout, stderr } = spawnSync("npm", args, {
        cwd: stack.folder,
        env: environment,
        encoding: "utf8",
      });
      return {
        status,
        warnings: (stdout + stderr).split("\n").filter((line) => /EBADENGINE|pulumi-intune/.test(line)),
      };
    }
    const quietly = { status: 0, warnings: [] };
    let installed: ReturnType<typeof install>;
    beforeAll(() => {
      installed = install();
    });

    test("the package installs without a warning about it or about the version of Node", () => {
      expect(installed).toEqual(quietly);
    });

    test("a TypeScript program lives through up, refresh and destroy", async () => {
      const { output, code } = await stack.up();
      expect(output).toContain('expires: "2099-05-01T17:00:00Z"');
      expect(output).toMatch(new RegExp(`node *: "${combination.node}\\.`));
      expect(code).toBe(0);
      expect((await stack.run(["refresh", "--yes", "--skip-preview", "--expect-no-changes"])).code).toBe(0);
      expect((await stack.run(["destroy", "--yes", "--skip-preview"])).code).toBe(0);
      expect(intune.requests.map(({ method }) => method)).toEqual(["GET", "POST", "GET", "GET", "DELETE"]);
    });

    for (const [resolution, options] of Object.entries(compiles)) {
      test(`the types hold in an ES module with \`moduleResolution: ${resolution}\``, () => {
        const compiler = join(stack.folder, "node_modules", "typescript", "bin", "tsc");
        const usual = ["--noEmit", "--strict", "--target", "es2022", "--moduleResolution", resolution];
        const args = [compiler, ...usual, ...options.split(" "), "module.mts"];
        execFileSync("node", args, { cwd: stack.folder, env: environment, stdio: "pipe" });
      });
    }

    if (lastPulumi) {
      test(`with @pulumi/pulumi ${lastPulumi}, the last one for this Node, it installs without a warning, too`, () => {
        expect(install("--package-lock-only", `@pulumi/pulumi@${lastPulumi}`)).toEqual(quietly);
      });
    }
  },
);
