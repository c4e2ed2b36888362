import { type EntityDefinition, outputNames } from "../definitions/entity";
import { UserError } from "../errors";
import type { TokenOwnership } from "./create/tokenOwnership";
import type { EntityWriter } from "./entityWriter";
import type { PreviewCreateRequest, RunContext, UpdateRequest } from "./handler";
import { missingArguments } from "./inputs/check";
import { patchBody } from "./inputs/differences";
import { isUnknown, type PropertyMap, unknownValue } from "./propertyMap";
import { whereAnswered } from "./run/programCheck";
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
    const replaced = this.context.run.roster.replacedId(resourceKey);
    const token = storedToken(this.definition.upload, inputs);
    await whereAnswered(this.definition, this.context, inputs, () =>
      this.ownership.assertNewEntity(token, inputs, replaced),
    );
    const unknown = Object.fromEntries(outputNames(this.definition).map((name) => [name, unknownValue]));
    return { ...unknown, ...inputs };
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
}

/** @throws UserError when a create needs what isn't declared. The check can't always tell that nothing exists yet. */
export function assertComplete(definition: EntityDefinition, inputs: PropertyMap): void {
  const missing = missingArguments(definition, inputs);
  if (missing.length > 0)
    throw new UserError(missing.map(({ property, reason }) => `${property} ${reason}.`).join(" "));
}
