import * as pulumi from "@pulumi/pulumi";
import { afterResources } from "../../src/lookups/afterResources";
import type { LookupOutputOptions } from "../../src/lookups/options";

type DependsOn = LookupOutputOptions["dependsOn"];

class Leaf extends pulumi.CustomResource {
  constructor(name: string, opts?: pulumi.CustomResourceOptions) {
    super("contoso:index:Leaf", name, {}, opts);
  }
}

/** Declares its children in the constructor, as most components do. */
class Branch extends pulumi.ComponentResource {
  constructor(name: string, children: (parent: Branch) => void, opts?: pulumi.ComponentResourceOptions) {
    super("contoso:index:Branch", name, {}, opts);
    children(this);
    this.registerOutputs();
  }
}

/** Declares its child in `initialize`, some time after its constructor has ended. */
class LateBranch extends pulumi.ComponentResource {
  constructor(name: string, opts?: pulumi.ComponentResourceOptions) {
    super("contoso:index:LateBranch", name, {}, opts);
  }

  protected override async initialize(): Promise<void> {
    await new Promise(setImmediate);
    new Leaf("planned", { parent: this });
  }
}

/** One whose children another process declares. */
class RemoteBranch extends pulumi.ComponentResource {
  constructor(name: string) {
    super("contoso:index:RemoteBranch", name, {}, {}, true);
  }
}

describe("a lookup that depends on resources", () => {
  /** What holds a resource up until it is released. */
  let release: () => void;

  beforeEach(async () => {
    const released = new Promise<void>((resolve) => {
      release = resolve;
    });
    // Pulumi leaves out the id of what is only planned.
    const newResource = async ({ name }: pulumi.runtime.MockResourceArgs) => {
      if (name === "slow") await released;
      return { id: name === "planned" ? undefined : `id of ${name}`, state: {} };
    };
    await pulumi.runtime.setMocks({ newResource, call: () => ({}) });
  });
  afterEach(async () => {
    release();
    await pulumi.runtime.disconnect();
  });

  /** Whether Intune was asked by the time at which it is known whether there is an answer. */
  async function asks(dependsOn: DependsOn): Promise<boolean> {
    const ask = jest.fn(() => "the answer");
    const { isKnown } = afterResources(pulumi.output("asked"), { dependsOn }).apply(ask) as unknown as {
      readonly isKnown: Promise<boolean>;
    };
    const known = await isKnown;
    expect(ask).toHaveBeenCalledTimes(known ? 1 : 0);
    return known;
  }

  const planned = (parent: pulumi.Resource) => new Leaf("planned", { parent });
  const live = (parent: pulumi.Resource) => new Leaf("live", { parent });

  test.each<[string, () => DependsOn]>([
    ["nothing", () => undefined],
    ["a resource that is there", () => new Leaf("live")],
    ["a component without children", () => new Branch("school", () => {})],
    ["a component whose child is there", () => new Branch("school", live)],
    ["a component of another process", () => new RemoteBranch("school")],
    ["something that only has a URN", () => ({ urn: pulumi.output("a URN") }) as pulumi.Resource],
  ])("on %s asks Intune", async (_what, dependsOn) => {
    expect(await asks(dependsOn())).toBe(true);
  });

  test.each<[string, () => DependsOn]>([
    ["a resource", () => new Leaf("planned")],
    ["one of several resources", () => [new Leaf("live"), Promise.resolve(new Leaf("planned"))]],
    ["a component's child", () => new Branch("school", planned)],
    ["the child of a component in an output", () => pulumi.output([new Branch("school", planned)])],
    [
      "the child of a component in a component",
      () => new Branch("district", (parent) => new Branch("school", planned, { parent })),
    ],
    ["a child that its component declares late", () => new LateBranch("school")],
    [
      "a child that a component in a component declares late",
      () => new Branch("district", (parent) => new LateBranch("school", { parent })),
    ],
  ])("on %s that is only planned asks nothing", async (_what, dependsOn) => {
    expect(await asks(dependsOn())).toBe(false);
  });

  test("by an argument that comes from it asks once it is there, though the argument is known before", async () => {
    const from = ({ urn }: pulumi.Resource) => urn.apply(() => "declared");
    const known = (value: pulumi.Output<string>) =>
      (afterResources(value).apply((text) => text) as unknown as { readonly isKnown: Promise<boolean> }).isKnown;
    expect(await known(from(new Leaf("live")))).toBe(true);
    expect(await known(from(new Leaf("planned")))).toBe(false);
  });

  test("on a resource doesn't wait for that resource's own children", async () => {
    const resource = new Leaf("live");
    planned(resource);
    expect(await asks(resource)).toBe(true);
  });

  test("on a component waits until the last of its children is created", async () => {
    const events: string[] = [];
    const school = new Branch("school", (parent) => {
      live(parent);
      new Leaf("slow", { parent }).id.apply(() => events.push("created"));
    });
    const asked = asks(school).then(() => events.push("asked"));
    await new Promise((resolve) => setTimeout(resolve, 50));
    events.push("released");
    release();
    await asked;
    expect(events).toEqual(["released", "created", "asked"]);
  });

  test("on a component hands the children on to whatever takes its answer", async () => {
    const school = new Branch("school", live);
    const answer = afterResources(pulumi.output("the answer"), { dependsOn: school }) as unknown as {
      allResources(): Promise<Set<pulumi.Resource>>;
    };
    const names = [...(await answer.allResources())].map((resource) => resource.constructor.name);
    expect(names).toContain("Leaf");
  });
});
