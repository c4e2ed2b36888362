import { isDeepStrictEqual } from "node:util";
import { UserError } from "../../errors";
import type { CheckFailure, PropertyDifference, ResourceHandler } from "../../provider/handler";
import type { PropertyMap } from "../../provider/propertyMap";
import { pick } from "../../provider/propertyMap";
import { InitializationFailedError } from "../../provider/state/unusableState";
import { joinState, outputsOf, type StoredResource, withoutDoorKeys } from "./resourceState";

/** What the engine asks for, whatever it asks. */
interface Subject {
  readonly urn: string;
  readonly name: string;
}

interface LiveSubject extends Subject {
  readonly id: string;
  readonly stored: StoredResource;
}

/** An entity, with the properties for the engine's state. */
export interface Live {
  readonly id: string;
  readonly outputs: PropertyMap;
  readonly inputs: PropertyMap;
}

/** An entity that was made and can't be used. */
export class UnusableResource extends Error {
  constructor(
    readonly live: Live,
    readonly reasons: readonly string[],
  ) {
    super(reasons.join(" "));
  }
}

/** A difference, and whether it is one between what the program declares now and declared before. */
export interface InputDifference extends PropertyDifference {
  readonly isOfInputs: boolean;
}

/** Warns the person who deploys, beside the resource. */
export type Warn = (sentence: string) => Promise<void>;

/** A kind of resource as the provider protocol knows it: every request names its resource, and brings inputs and outputs. */
export class PluginResource {
  /** The inputs that the check gave, by the URN: a refresh compares without one. */
  private readonly checked = new Map<string, PropertyMap>();
  /** The resources that were read without a state, which an import begins with. */
  private readonly imported = new Set<string>();
  private readonly warned = new Set<string>();

  constructor(
    private readonly handler: ResourceHandler,
    private readonly warn: Warn,
  ) {}

  async check(
    { urn, name }: Subject,
    oldInputs: PropertyMap,
    newInputs: PropertyMap,
  ): Promise<{ inputs: PropertyMap; failures: readonly CheckFailure[] }> {
    const given = withoutDoorKeys(oldInputs);
    const declared = Object.keys(newInputs).length > 0;
    // The engine doesn't tell a resource without inputs from one that doesn't exist: a create looks again.
    const exists = Object.keys(given).length > 0 || !declared;
    const { inputs, failures } = await this.handler.check({
      oldInputs: exists ? given : undefined,
      newInputs,
      resource: { key: urn, name, tokens: undefined, preview: false },
    });
    this.checked.set(urn, inputs);
    return { inputs, failures };
  }

  async diff(subject: LiveSubject, newInputs: PropertyMap): Promise<InputDifference[]> {
    const { urn, id, stored } = subject;
    const { state, oldInputs } = this.known(urn, stored);
    const isDeployment = isDeepStrictEqual(this.checked.get(urn), newInputs);
    const differences = await this.handler.diff({
      id,
      state,
      oldInputs,
      newInputs,
      ownerTag: urn,
      resourceKey: urn,
      purpose: isDeployment ? "deployment" : "refresh",
      isImport: this.imported.has(urn),
    });
    // What is to change isn't known yet.
    if (isDeployment) await this.warnOf(urn, newInputs, differences.length === 0 ? state : {});
    return differences.map((difference) => ({
      ...difference,
      isOfInputs: !isDeepStrictEqual(stored.inputs?.[difference.property], newInputs[difference.property]),
    }));
  }

  async create({ urn }: Subject, inputs: PropertyMap): Promise<Live> {
    const { id, state } = await this.handler.create({ inputs }).catch(this.keeping(inputs));
    await this.warnOf(urn, inputs, state);
    return this.live(id, state, inputs);
  }

  async previewCreate({ urn }: Subject, inputs: PropertyMap): Promise<PropertyMap> {
    const planned = await this.handler.previewCreate({ inputs, resourceKey: urn });
    await this.warnOf(urn, inputs, {});
    return outputsOf(planned, inputs, this.handler.hiddenArguments);
  }

  /** What is live now; undefined when there is nothing of that id any more. */
  async read({ urn, id, stored }: LiveSubject): Promise<Live | undefined> {
    const { outputs, inputs } = stored;
    if (inputs !== undefined && Object.keys(inputs).length + Object.keys(outputs).length > 0) {
      const known = await this.handler.read({ id, state: this.stateOf(stored), inputs: withoutDoorKeys(inputs) });
      return known && this.live(id, known.state, known.inputs ?? inputs);
    }
    const found = await this.handler.read({ id, state: outputs });
    if (found === undefined) return undefined;
    this.imported.add(urn);
    return this.live(found.id, found.state, pick(found.state, this.handler.importedArguments));
  }

  async update({ urn, id, stored }: LiveSubject, newInputs: PropertyMap): Promise<PropertyMap> {
    const state = await this.handler
      .update({ ...this.known(urn, stored), newInputs, id })
      .catch(this.keeping(newInputs));
    await this.warnOf(urn, newInputs, state);
    return this.live(id, state, newInputs).outputs;
  }

  async previewUpdate({ urn, id, stored }: LiveSubject, newInputs: PropertyMap): Promise<PropertyMap> {
    const planned = await this.handler.previewUpdate({ ...this.known(urn, stored), newInputs, id });
    return outputsOf(planned, newInputs, this.handler.hiddenArguments);
  }

  async delete({ urn, id, stored }: LiveSubject): Promise<void> {
    await this.handler.delete({ id, state: this.stateOf(stored), ownerTag: urn });
  }

  /** An import begins with what is live, which no program declared before. */
  private known(urn: string, stored: StoredResource) {
    const oldInputs = stored.inputs && !this.imported.has(urn) ? withoutDoorKeys(stored.inputs) : undefined;
    return { state: this.stateOf(stored), oldInputs };
  }

  private stateOf(stored: StoredResource): PropertyMap {
    return joinState(stored, this.handler.hiddenArguments);
  }

  private live(id: string, state: PropertyMap, inputs: PropertyMap): Live {
    return { id, inputs, outputs: outputsOf(state, inputs, this.handler.hiddenArguments) };
  }

  private keeping(inputs: PropertyMap) {
    return (error: unknown): never => {
      if (!(error instanceof InitializationFailedError)) throw error;
      const { live, reasons } = error;
      throw new UnusableResource(this.live(live.id, live.state, inputs), reasons);
    };
  }

  /** Each warning once: a run compares a resource, and may read and write it as well. */
  private async warnOf(urn: string, inputs: PropertyMap, state: PropertyMap): Promise<void> {
    for (const warning of this.handler.warnings({ inputs, state })) {
      const key = `${urn} ${warning}`;
      if (this.warned.has(key)) continue;
      this.warned.add(key);
      await this.warn(warning);
    }
  }
}

/** The failures of a check as the engine shows them: it prints the value of a property that is named, secrets in plain. */
export function shownFailures(failures: readonly CheckFailure[]): string[] {
  return failures.map(({ property, reason }) => `${property} ${reason}`.trim());
}

/** The failure of a check that something else went wrong in; anything but a user's mistake is thrown on. */
export function failureOf(error: unknown): CheckFailure {
  if (!(error instanceof UserError)) throw error;
  return { property: "", reason: error.message };
}
