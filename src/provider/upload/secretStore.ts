import { fingerprint, isSource, type ReadSource, sourceOf } from "../../apple/tokenSource";
import type { EntityDefinition } from "../../definitions/entity";
import { UserError } from "../../errors";
import { isUnknown, type PropertyMap } from "../propertyMap";
import { fingerprintIn, storedToken } from "./storedToken";

/**
 * The contents of the token files that a run may upload. They stay in this process: the engine, which would write them into
 * the state, gets the fingerprint of each at the check, by which an upload finds the content here.
 */
export class SecretStore {
  private readonly checked = new Map<string, string>();

  constructor(
    private readonly definition: EntityDefinition,
    private readonly readSource: ReadSource,
  ) {}

  /** Stores the token that a program declares. */
  put(newInputs: PropertyMap): void {
    const content = newInputs[this.definition.upload.property];
    if (typeof content === "string" && !isUnknown(content)) this.checked.set(fingerprint(content), content);
  }

  /** Returns the content of the token that checked inputs declare. @throws UserError when it can't be read any more */
  get(newInputs: PropertyMap): string {
    const content = this.lookUp(newInputs);
    if (content === undefined) {
      throw new UserError("the text to upload was there at the check and can't be read any more: run again.");
    }
    return content.replace(/\s+/g, "");
  }

  private lookUp(newInputs: PropertyMap): string | undefined {
    const { upload } = this.definition;
    const source = sourceOf(newInputs[upload.source]);
    try {
      if (isSource(source)) return this.readSource(source);
    } catch {
      return undefined;
    }
    const known = fingerprintIn(storedToken(upload, newInputs));
    return known === undefined ? undefined : this.checked.get(known);
  }
}
