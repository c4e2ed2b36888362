import type { EntityDefinition } from "../../definitions/entity";
import { UserError } from "../../errors";
import { isUnknown, type PropertyMap } from "../propertyMap";
import { fingerprintIn, storedToken } from "./storedToken";
import { fingerprint, isSource, type ReadSource, sourceOf } from "./tokenSource";

/**
 * The secret texts that a run may upload. They stay in this process: the engine, which would write them into the state,
 * is given a note of each at the check, and what is noted is found here again when it is uploaded.
 */
export class SecretStore {
  private readonly checked = new Map<string, string>();

  constructor(
    private readonly definition: EntityDefinition,
    private readonly readSource: ReadSource,
  ) {}

  /** Keeps the text that a program declares until it is asked for. */
  keep(newInputs: PropertyMap): void {
    const text = newInputs[this.definition.upload.property];
    if (typeof text === "string" && !isUnknown(text)) this.checked.set(fingerprint(text), text);
  }

  /** The text that checked arguments speak of. @throws UserError when it can't be found any more */
  find(newInputs: PropertyMap): string {
    const text = this.found(newInputs);
    if (text === undefined) {
      throw new UserError("the text to upload was there at the check and can't be read any more: run again.");
    }
    return text.replace(/\s+/g, "");
  }

  private found(newInputs: PropertyMap): string | undefined {
    const { upload } = this.definition;
    const place = sourceOf(newInputs[upload.source]);
    try {
      if (isSource(place)) return this.readSource(place);
    } catch {
      return undefined;
    }
    const known = fingerprintIn(storedToken(upload, newInputs));
    return known === undefined ? undefined : this.checked.get(known);
  }
}
