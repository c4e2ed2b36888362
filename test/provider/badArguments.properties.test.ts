import type { dynamic } from "@pulumi/pulumi";
import fc from "fast-check";
import { appleVolumePurchaseProgramToken } from "../../src/definitions/appleVolumePurchaseProgramToken";
import type { EntityDefinition } from "../../src/definitions/entity";
import { vppToken } from "../../src/definitions/vppToken";
import { provider } from "../../src/engine/dynamic/provider";
import { isUnknown } from "../../src/provider/propertyMap";
import { declaredArguments } from "../support/declaredArguments";
import { type EchoTenant, echoTenant } from "../support/echoTenant";
import { expectPlain, expectReadable, unlessRefused } from "../support/failedWell";
import { hostileText } from "../support/hostileValues";
import { faultsOf } from "../support/sentBodies";

const __provider = "code";
const numRuns = 1_000;

describe.each<[string, EntityDefinition]>([
  ["VppToken", vppToken],
  ["AppleVolumePurchaseProgramToken", appleVolumePurchaseProgramToken],
])("whatever a program declares for a %s", (_class, definition) => {
  let tenant: EchoTenant;
  let resource: Required<dynamic.ResourceProvider>;
  let reached: Record<"refused" | "created" | "updated", number>;

  beforeAll(async () => {
    reached = { refused: 0, created: 0, updated: 0 };
    tenant = echoTenant();
    const configuration = new Map([
      ["intune:graphEndpoint", tenant.url],
      ["intune:accessToken", "MARKED-BEARER"],
    ]);
    const config = {
      get: (key: string) => configuration.get(key),
      require: (key: string) => String(configuration.get(key)),
    };
    resource = provider(definition.name) as Required<dynamic.ResourceProvider>;
    await resource.configure({ config });
  });
  afterAll(() => tenant?.restore());

  /** The arguments that pass the check; undefined when it refuses them, as a person can read. */
  async function checked(before: object, declared: object) {
    const { inputs, failures = [] } = await resource.check(before, { ...declared, __provider });
    expectPlain({ inputs, failures });
    for (const { property, reason } of failures) {
      expect(property).toBe("");
      expectReadable(reason);
    }
    if (failures.length > 0) reached.refused++;
    return failures.length === 0 ? { ...inputs, __provider } : undefined;
  }

  async function live(declared: object, next: object, reads: boolean): Promise<void> {
    const inputs = await checked({}, declared);
    if (!inputs || isUnknown(inputs)) return;
    const created = await unlessRefused(() => resource.create(inputs));
    if (!created) return;
    reached.created++;
    expectPlain(created);
    const state = { ...created.outs, __provider };
    expect(await resource.diff(created.id, state, inputs)).toMatchObject({ changes: false });
    // Seldom, for a read waits a moment for others that it could be made with.
    const read = reads ? await unlessRefused(() => resource.read(created.id, state)) : undefined;
    if (read) expectPlain(read);
    if (read)
      expect(await resource.diff(created.id, { ...read.props, __provider }, inputs)).toMatchObject({ changes: false });

    const changed = await checked(inputs, next);
    if (!changed) return;
    await unlessRefused(() => resource.diff(created.id, state, changed));
    if (isUnknown(changed)) return;
    const updated = await unlessRefused(() => resource.update(created.id, state, changed));
    if (!updated) return;
    reached.updated++;
    expectPlain(updated);
    expect(await resource.diff(created.id, { ...updated.outs, __provider }, changed)).toMatchObject({ changes: false });
    const withoutWaiting = { ...updated.outs, revokeLicensesOnDelete: false, __provider };
    await unlessRefused(() => resource.delete(created.id, withoutWaiting));
  }

  test("an id that is nearly one is read in words, or as one that isn't there", async () => {
    const { pathParameters = {} } = definition;
    const place = Object.fromEntries(Object.keys(pathParameters).map((name) => [name, "an-organization"]));
    const read = async (id: string) => {
      const before = tenant.seen.length;
      await unlessRefused(() => resource.read(id, place));
      expect(tenant.seen.slice(before).flatMap((request) => faultsOf(definition, request))).toEqual([]);
    };
    await fc.assert(fc.asyncProperty(hostileText, read), { numRuns: 100 });
  });

  const address = (declared: Record<string, unknown>) =>
    Object.fromEntries(Object.keys(definition.pathParameters ?? {}).map((name) => [name, declared[name]]));

  test("it is refused in words, or sent as the service defines it, and is no difference afterwards", async () => {
    const declared = declaredArguments(definition);
    await fc.assert(
      fc.asyncProperty(declared, declared, fc.boolean(), fc.nat(9), async (first, next, stays, chance) => {
        const before = tenant.seen.length;
        await live(first, stays ? { ...next, ...address(first) } : next, chance === 0);
        expect(tenant.seen.slice(before).flatMap((request) => faultsOf(definition, request))).toEqual([]);
      }),
      { numRuns },
    );
    for (const count of Object.values(reached)) expect(count).toBeGreaterThan(numRuns / 20);
  });
});
