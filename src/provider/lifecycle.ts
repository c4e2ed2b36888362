import type { EntityDefinition } from "../definitions/entity";
import type { Entity } from "../graph/entities";
import { addressInId } from "./addressInId";
import { adoptionNote, importsAnother, nothingToAdopt, splitAdoption, withAdoption } from "./adoption";
import { check } from "./check";
import { Collections } from "./collections";
import { connectionChange } from "./connectionChange";
import { deleteWithCare } from "./deleteWithCare";
import { changedArguments, createBody, patchBody } from "./difference";
import { EntityCalls } from "./entityCalls";
import { identityOf } from "./identity";
import { noteElsewhere } from "./knownUpload";
import type { Failure, Life, Live, Surroundings } from "./life";
import { inputsOf } from "./managed";
import { isUnknown, type Plain } from "./plain";
import { stateAfterRead, stateAfterWrite } from "./state";
import { UnfitError, unfitness } from "./unfit";
import { uploadedElsewhere } from "./uploadDecision";
import { planUpload, type UploadPlan } from "./uploadPlan";
import { UserError } from "./userError";

/** The life of an entity that a definition describes. */
export class Lifecycle implements Life {
  private readonly calls: EntityCalls;
  private readonly collections: Collections;

  constructor(
    private readonly definition: EntityDefinition,
    private readonly surroundings: Surroundings,
  ) {
    this.calls = new EntityCalls(definition, surroundings);
    this.collections = new Collections(definition, surroundings, this.calls);
  }

  async check(before: Plain | undefined, declared: Plain): Promise<{ inputs: Plain; failures: Failure[] }> {
    const { adopts, asks, rest } = splitAdoption(declared);
    const known = before && splitAdoption(before);
    const { apiVersion } = await this.calls.connection(rest);
    const { inputs, failures } = check(this.definition, rest, {
      before: known?.rest,
      adopts: adopts !== undefined,
      configuredVersion: apiVersion,
      now: this.surroundings.now(),
      readSource: this.surroundings.readSource,
    });
    if (adopts === undefined) {
      // Elsewhere the id would stand for another tenant's entity, and only the program may say that it does.
      const stays = known?.rest.connection === inputs.connection;
      return { inputs: withAdoption(inputs, stays ? known?.adopts : undefined), failures };
    }
    const canBeFound = [inputs.connection, ...Object.keys(this.definition.address ?? {}).map((name) => inputs[name])];
    const isPlanned = asks && !before && failures.length === 0 && !isUnknown(canBeFound);
    const note = isPlanned ? await this.adoptionNote(adopts, inputs) : undefined;
    return { inputs: withAdoption(inputs, adopts, note), failures };
  }

  async diff(id: string, state: Plain, declared: Plain): Promise<string[]> {
    const { adopts, rest } = splitAdoption(declared);
    if (adopts !== undefined && adopts !== id) throw new UserError(importsAnother(this.definition, id, adopts));
    this.place(id, state, rest, adopts);
    return changedArguments(this.definition, state, rest);
  }

  async create(declared: Plain): Promise<Live> {
    const { adopts, rest } = splitAdoption(declared);
    if (adopts !== undefined) return { id: adopts, state: withAdoption(await this.adopt(adopts, rest, {}), adopts) };
    const plan = this.plan({}, rest);
    const body = { ...createBody(this.definition, rest), ...plan.body };
    const identity = identityOf(this.definition, plan.declared);
    const { creations, reads } = await this.collections.of(rest);
    let others: () => Promise<readonly Entity[]> = async () => [];
    const entity = await this.calls.create(rest, (requests) => {
      others = requests.list;
      return identity ? creations.create(identity, body, requests) : requests.create(body);
    });
    reads.forget();
    const state = await this.written(entity, {}, plan);
    const reason = await unfitness(this.definition, entity.id, state, () => others().catch(() => []));
    if (reason !== undefined) throw new UnfitError({ id: entity.id, state }, [reason]);
    return { id: entity.id, state };
  }

  async read(id: string, before: Plain): Promise<{ state: Plain; inputs: Plain | undefined } | undefined> {
    const { id: own, known } = addressInId(this.definition, id, before);
    const { reads } = await this.collections.of(known);
    const entity = await reads.read(own);
    if (!entity) return undefined;
    const state = this.seen(entity, known);
    const inputs = inputsOf(state);
    return { state, inputs: inputs && withAdoption(inputs, splitAdoption(state).adopts) };
  }

  async update(id: string, before: Plain, declared: Plain): Promise<Plain> {
    const { adopts, rest } = splitAdoption(declared);
    const place = this.place(id, before, rest, adopts);
    const update = place === "adopts there" ? this.adopt(id, rest, before) : this.change(id, before, rest);
    return withAdoption(await update, adopts);
  }

  async delete(id: string, before: Plain): Promise<void> {
    const connection = await this.calls.connection(before);
    await deleteWithCare(this.definition, id, before, connection, this.surroundings, () =>
      this.calls.delete(id, before),
    );
    const { creations, reads } = await this.collections.of(before);
    creations.settle(id);
    reads.forget();
  }

  /** What an adoption will do, in a sentence. */
  private async adoptionNote(id: string, declared: Plain): Promise<string> {
    const state = stateAfterRead(this.definition, await this.toAdopt(id, declared), {});
    const uploads = this.plan(state, declared).body;
    const changes = [...Object.keys(patchBody(this.definition, state, declared)), ...Object.keys(uploads)];
    return adoptionNote(this.definition, id, changes);
  }

  /** Takes over a live entity: reads it, and sends only what differs. */
  private async adopt(id: string, declared: Plain, before: Plain): Promise<Plain> {
    const state = stateAfterRead(this.definition, await this.toAdopt(id, declared), before);
    return this.patch(id, state, declared, this.plan(state, declared));
  }

  private async toAdopt(id: string, declared: Plain): Promise<Entity> {
    const live = await this.calls.get(id, declared);
    if (live) return live;
    const { namespace } = await this.calls.connection(declared);
    throw new UserError(nothingToAdopt(this.definition, id, namespace));
  }

  private async change(id: string, before: Plain, declared: Plain): Promise<Plain> {
    // Somebody may have renewed it since the last refresh, and an older text must not take a newer one's place.
    const known = this.plan(before, declared).overwrites ? await this.look(id, before, declared) : before;
    return this.patch(id, before, declared, this.plan(known, declared));
  }

  /** What is known of the live text just before another is uploaded; one look serves all uploads of a run. */
  private async look(id: string, before: Plain, declared: Plain): Promise<Plain> {
    const live = await (await this.collections.of(declared)).looks.read(id);
    return live ? this.seen(live, before) : before;
  }

  /** What is known of an entity after a look at it, an upload elsewhere included. */
  private seen(entity: Entity, known: Plain): Plain {
    const live = stateAfterRead(this.definition, entity, known);
    const elsewhere = uploadedElsewhere(this.definition, known, entity);
    const { upload } = this.definition;
    return upload && elsewhere ? noteElsewhere(upload, live, elsewhere) : live;
  }

  /** Sends what differs; nothing at all when only the set of managed arguments changed. */
  private async patch(id: string, before: Plain, declared: Plain, plan: UploadPlan): Promise<Plain> {
    const body = { ...patchBody(this.definition, before, declared), ...plan.body };
    if (Object.keys(body).length === 0) return this.written({}, before, plan);
    const entity = await this.calls.update(id, declared, body);
    (await this.collections.of(declared)).reads.forget();
    return this.written(entity, before, plan);
  }

  private async written(entity: Plain, before: Plain, { declared }: UploadPlan): Promise<Plain> {
    return stateAfterWrite(this.definition, await this.calls.version(declared), entity, declared, before);
  }

  private plan(before: Plain, declared: Plain): UploadPlan {
    return planUpload(this.definition, before, declared, this.surroundings.readSource);
  }

  /** Whether the resource stays where it is. @throws UserError when it may not move. */
  private place(id: string, before: Plain, declared: Plain, adopts: string | undefined): "stays" | "adopts there" {
    const change = connectionChange(this.definition, id, before, declared, adopts);
    if (typeof change === "object") throw new UserError(change.refused);
    return change;
  }
}
