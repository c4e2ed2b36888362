import type { EntityDefinition } from "../definitions/entity";
import type { Entity } from "../graph/entities";
import { adoptionNote, nothingToAdopt } from "./adoption";
import type { Collections } from "./collections";
import { deedsIn } from "./deeds";
import { patchBody } from "./difference";
import type { EntityCalls } from "./entityCalls";
import type { Plain } from "./plain";
import { seen, withSigns } from "./seen";
import { stateAfterRead, stateAfterWrite } from "./state";
import type { Texts } from "./texts";
import { remedyOf } from "./unfit";
import { planUpload, type UploadPlan } from "./uploadPlan";
import { UserError } from "./userError";

/** What came of a change. */
export interface Changed {
  readonly state: Plain;
  /** Whether anything was sent for it. */
  readonly sent: boolean;
}

/** What is sent to live entities: what differs, and nothing else. */
export class Writes {
  constructor(
    private readonly definition: EntityDefinition,
    private readonly calls: EntityCalls,
    private readonly collections: Collections,
    private readonly texts: Texts,
  ) {}

  /** Writes the program's arguments. */
  async change(id: string, before: Plain, declared: Plain): Promise<Changed> {
    // Somebody may have renewed it since the last refresh, and an older text must not take a newer one's place.
    const known = this.plan(before, declared).overwrites ? await this.look(id, before, declared) : before;
    return this.patch(id, before, declared, this.plan(known, declared), () => this.lookAgain(id, before, declared));
  }

  /** The state after a live entity was taken over. @throws UserError when there is none of that id */
  async adopt(id: string, declared: Plain, before: Plain): Promise<Plain> {
    const live = stateAfterRead(this.definition, await this.toAdopt(id, declared), before);
    const { state } = await this.patch(id, live, declared, this.plan(live, declared));
    return state;
  }

  /** What an adoption will do, in a sentence. @throws UserError when there is nothing of that id */
  async adoptionNote(id: string, declared: Plain): Promise<string> {
    const state = stateAfterRead(this.definition, await this.toAdopt(id, declared), {});
    const uploads = this.plan(state, declared).body;
    const changes = [...Object.keys(patchBody(this.definition, state, declared)), ...Object.keys(uploads)];
    return adoptionNote(this.definition, id, changes);
  }

  /** What is done about the text that is uploaded. @throws UserError when it may not be */
  plan(before: Plain, declared: Plain): UploadPlan {
    return planUpload(this.definition, before, declared, this.texts);
  }

  /** The state after the service answered with an entity. */
  async written(entity: Plain, before: Plain, { declared }: UploadPlan): Promise<Plain> {
    return stateAfterWrite(this.definition, await this.calls.version(declared), entity, declared, before);
  }

  private async toAdopt(id: string, declared: Plain): Promise<Entity> {
    const live = await this.calls.get(id, declared);
    if (live) return live;
    const { namespace } = await this.calls.connection(declared);
    throw new UserError(nothingToAdopt(this.definition, id, namespace));
  }

  /** What is known of the live text just before another is uploaded; one look serves all uploads of a run. */
  private async look(id: string, before: Plain, declared: Plain): Promise<Plain> {
    const live = await (await this.collections.of(declared)).looks.read(id);
    return live ? seen(this.definition, live, before) : before;
  }

  /**
   * What is live, where nothing is sent and the state before doesn't tell it: Graph's beta shows more, and an entity that
   * was of no use may have become so.
   */
  private async lookAgain(id: string, before: Plain, declared: Plain): Promise<Entity | undefined> {
    const [was, is] = await Promise.all([this.calls.version(before), this.calls.version(declared)]);
    const showsMore = is === "beta" && was !== "beta";
    return showsMore || remedyOf(this.definition, before) !== undefined ? this.calls.get(id, declared) : undefined;
  }

  /** Sends what differs; nothing at all when only the set of managed arguments changed. */
  private async patch(
    id: string,
    before: Plain,
    declared: Plain,
    plan: UploadPlan,
    unsent: () => Promise<Entity | undefined> = async () => undefined,
  ): Promise<Changed> {
    const body = { ...patchBody(this.definition, before, declared), ...plan.body };
    if (Object.keys(body).length === 0) {
      const live = await unsent();
      const state = await this.written(live ?? {}, before, plan);
      return { state: withSigns(this.definition, state, before, live), sent: false };
    }
    const entity = await this.calls.update(id, declared, body);
    deedsIn((await this.calls.connection(declared)).graph).changes += 1;
    return { state: await this.written(entity, before, plan), sent: true };
  }
}
