import type { EntityDefinition } from "../definitions/entity";
import { UserError } from "../errors";
import type { TokenOwnership } from "./create/tokenOwnership";
import type { EntityWriter } from "./entityWriter";
import type { PreviewCreateRequest, RunContext, UpdateRequest } from "./handler";
import { missingArguments } from "./inputs/check";
import { patchBody } from "./inputs/differences";
import { isUnknown, type PropertyMap, unknownValue } from "./propertyMap";
import { tenantNotChecked } from "./run/programCheck";
import { storedToken } from "./upload/storedToken";

/** What a create or an update will leave, for an engine that asks for it in advance. */
export class EntityPreview {
  constructor(
    private readonly definition: EntityDefinition,
    private readonly context: RunContext,
    private readonly ownership: TokenOwnership,
    private readonly writer: EntityWriter,
  ) {}

  /** @throws UserError when the create would be refused; a tenant that doesn't answer is no failure */
  async create({ inputs, resourceKey }: PreviewCreateRequest): Promise<PropertyMap> {
    assertComplete(this.definition, inputs);
    await this.assertCreatable(inputs, this.context.run.roster.replacedId(resourceKey));
    return { ...this.unknownOutputs(), ...inputs };
  }

  update({ state, oldInputs, newInputs }: UpdateRequest): PropertyMap {
    const { upload } = this.definition;
    const plan = this.writer.plan(state, newInputs);
    const body = patchBody(this.definition, state, newInputs, oldInputs && Object.keys(oldInputs));
    const isUploaded = plan.token !== undefined || isUnknown([newInputs[upload.property], newInputs[upload.source]]);
    const isSent = isUploaded || Object.keys(body).length > 0;
    return {
      ...state,
      ...newInputs,
      ...(isSent ? { [upload.modified]: unknownValue, [upload.applied]: unknownValue } : {}),
      ...(isUploaded ? { [upload.expiry]: unknownValue } : {}),
    };
  }

  /** @param replaced The id of the entity that is deleted before the create. */
  private async assertCreatable(inputs: PropertyMap, replaced: string | undefined): Promise<void> {
    const { run } = this.context;
    const pathValues = Object.keys(this.definition.pathParameters ?? {}).map((name) => inputs[name]);
    const token = storedToken(this.definition.upload, inputs);
    // Each request without an answer takes all its retries.
    if (run.saidUnanswered || isUnknown([inputs.connection, inputs.apiVersion, ...pathValues])) return;
    try {
      await this.ownership.assertNewEntity(token, inputs, replaced);
    } catch (error) {
      if (!(error instanceof UserError) || !error.isUnanswered) throw error;
      if (!run.saidUnanswered) await this.context.warn(tenantNotChecked(error.message));
      run.saidUnanswered = true;
    }
  }

  private unknownOutputs(): PropertyMap {
    const { properties, upload } = this.definition;
    const visible = Object.keys(properties).filter((name) => !properties[name]?.writeOnly);
    return Object.fromEntries([...visible, upload.applied].map((name) => [name, unknownValue]));
  }
}

/** @throws UserError when a create needs what isn't declared. The check can't always tell that nothing exists yet. */
export function assertComplete(definition: EntityDefinition, inputs: PropertyMap): void {
  const missing = missingArguments(definition, inputs);
  if (missing.length > 0)
    throw new UserError(missing.map(({ property, reason }) => `${property} ${reason}.`).join(" "));
}
