import type { CheckResponse, CreateResult, ReadResult, ResourceHandler } from "../../provider/handler";
import { namespaceIn } from "../../provider/inputs/destination";
import { type PropertyMap, pick } from "../../provider/propertyMap";
import {
  type DynamicState,
  isUnsettled,
  joinDynamicState,
  splitDynamicState,
  splitImportId,
  withImportId,
} from "../../provider/state/keys";
import { InitializationFailedError } from "../../provider/state/unusableState";
import type { CallOrigins } from "./callOrigins";
import type { ProgramContext } from "./programContext";

/** Who wrote a state last. */
export type StateWriter = "this door" | "plugin";

/**
 * A kind of resource as the dynamic host knows it: the inputs carry the id to import, a state is all that a read is given, and
 * nothing names the resource. What that takes is kept in the state, under the keys of this door.
 */
export class DynamicResource {
  private imports = 0;
  /** Those that were read: a comparison that follows may be the refresh's and not the program's. */
  private readonly readIds = new Set<string>();

  /** @param origins Shared by all kinds of resources. */
  constructor(
    private readonly handler: ResourceHandler,
    private readonly origins: CallOrigins,
    private readonly now: () => Date,
  ) {}

  async check(
    oldInputs: PropertyMap | undefined,
    newInputs: PropertyMap,
    program?: ProgramContext,
  ): Promise<CheckResponse> {
    const { importId, rest } = splitImportId(newInputs);
    const old = oldInputs && splitImportId(oldInputs);
    const resource = program && {
      ...program,
      key: `${this.handler.name} ${program.index ?? 0} ${program.name}`,
    };
    const checked = await this.handler.check({ oldInputs: old?.rest, newInputs: rest, importId, resource });
    // Elsewhere the id would stand for another tenant's entity, and only the program may say that it does.
    const stays = old && namespaceIn(old.rest) === namespaceIn(checked.inputs);
    const inputs = withImportId(checked.inputs, importId ?? (stays ? old?.importId : undefined));
    this.origins.noteCheck(inputs, resource?.key, old?.rest);
    return { ...checked, inputs };
  }

  /** The names of the arguments that an update would deal with. */
  async diff(
    id: string,
    values: PropertyMap,
    newInputs: PropertyMap,
    writtenBy: StateWriter = "this door",
  ): Promise<string[]> {
    const { importId, rest } = splitImportId(newInputs);
    const { state, oldInputs, ownerTag } = this.known(values, newInputs, writtenBy);
    const origin = this.origins.originOf(newInputs);
    const differences = await this.handler.diff({
      id,
      state,
      oldInputs,
      newInputs: rest,
      importId,
      ownerTag,
      resourceKey: origin?.resourceKey,
      purpose: origin !== undefined || !this.readIds.has(id) ? "deployment" : "refresh",
    });
    return differences.map(({ property }) => property);
  }

  async create(newInputs: PropertyMap): Promise<CreateResult> {
    const { importId, rest } = splitImportId(newInputs);
    const keys = { managed: this.managed(rest), importId, ownerTag: importId === undefined ? "" : this.newOwnerTag() };
    const { id, state } = await (importId === undefined
      ? this.handler.create({ inputs: rest })
      : this.handler.import({ id: importId, inputs: rest })
    ).catch(keepingKeys(keys));
    return { id, state: joinDynamicState({ state, ...keys }) };
  }

  async read(id: string, values: PropertyMap): Promise<ReadResult | undefined> {
    const { state, ...keys } = splitDynamicState(values);
    const result = await this.handler.read({ id, state, inputs: inputsIn(state, keys.managed) });
    this.readIds.add(id);
    return (
      result && {
        id: result.id,
        state: joinDynamicState({ state: result.state, ...keys }),
        inputs: result.inputs && withImportId(result.inputs, keys.importId),
      }
    );
  }

  async update(
    id: string,
    values: PropertyMap,
    newInputs: PropertyMap,
    writtenBy: StateWriter = "this door",
  ): Promise<PropertyMap> {
    const { importId, rest } = splitImportId(newInputs);
    const { state, oldInputs, ownerTag: known } = this.known(values, newInputs, writtenBy);
    // The plugin tells resources of one entity apart by their names, which no later operation of this door knows.
    const ownerTag = writtenBy === "plugin" && !this.handler.stateShowsInputs ? this.newOwnerTag() : known;
    const keys = { managed: this.managed(rest), importId, ownerTag };
    const request = { id, state, oldInputs, newInputs: rest, importId };
    const updated = await this.handler.update(request).catch(keepingKeys(keys));
    return joinDynamicState({ state: updated, ...keys });
  }

  async delete(id: string, values: PropertyMap): Promise<void> {
    const { state, ownerTag } = splitDynamicState(values);
    await this.handler.delete({ id, state, ownerTag });
  }

  /**
   * What is known before a comparison or an update. A state of the plugin tells neither the arguments that are no output nor
   * what is managed: the inputs beside it do, of which only the check before was told.
   */
  private known(values: PropertyMap, newInputs: PropertyMap, writtenBy: StateWriter) {
    const { state, managed, ownerTag } = splitDynamicState(values);
    if (writtenBy === "this door") return { state, oldInputs: inputsIn(state, managed), ownerTag };
    const oldInputs = this.origins.oldInputsOf(newInputs, state);
    return { state: { ...pick(oldInputs ?? {}, this.handler.hiddenArguments), ...state }, oldInputs, ownerTag };
  }

  private managed(inputs: PropertyMap): string[] | undefined {
    const { stateShowsInputs, argumentNames } = this.handler;
    return stateShowsInputs ? undefined : argumentNames.filter((name) => inputs[name] !== undefined);
  }

  private newOwnerTag(): string {
    this.imports += 1;
    return `${this.now().getTime()}.${this.imports}`;
  }
}

/**
 * Whether the inputs beside a state are what a program would declare to get it. They aren't where the state doesn't say
 * what is managed, so that a read can't keep them true, nor where the service didn't take what was sent.
 */
export function inputsAreReliable(values: PropertyMap): boolean {
  return splitDynamicState(values).managed !== undefined && !isUnsettled(values);
}

/** The old inputs, as far as the state tells them: their names are what counts, and none is left out. */
function inputsIn(state: PropertyMap, managed: readonly string[] | undefined): PropertyMap | undefined {
  return managed && Object.fromEntries(managed.map((name) => [name, state[name]]));
}

function keepingKeys(keys: Omit<DynamicState, "state">) {
  return (error: unknown): never => {
    if (!(error instanceof InitializationFailedError)) throw error;
    const { id, state } = error.live;
    throw new InitializationFailedError({ id, state: joinDynamicState({ state, ...keys }) }, error.reasons);
  };
}
