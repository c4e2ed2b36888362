import type { EntityDefinition } from "../definitions/entity";
import type { Entity } from "../graph/entities";
import { addressInId } from "./addressInId";
import { hadAlready, importsAnother, markOf, splitAdoption, takenOver, withAdoption, withMark } from "./adoption";
import { check } from "./check";
import { Collections } from "./collections";
import { connectionChange } from "./connectionChange";
import { declaredTwice } from "./creationMessages";
import { type Deeds, deedsIn } from "./deeds";
import { deleteWithCare } from "./deleteWithCare";
import { changedArguments, createBody } from "./difference";
import { EntityCalls } from "./entityCalls";
import { identityOf } from "./identity";
import { knownUpload, tellOfTheSame } from "./knownUpload";
import type { Failure, Life, Live, Surroundings } from "./life";
import { inputsOf } from "./managed";
import { namespaceIn } from "./namespace";
import { isUnknown, type Plain } from "./plain";
import { seen } from "./seen";
import { Texts } from "./texts";
import { remedyOf, UnfitError, unfitness } from "./unfit";
import { UserError } from "./userError";
import { Writes } from "./writes";

/** The life of an entity that a definition describes. */
export class Lifecycle implements Life {
  private readonly calls: EntityCalls;
  private readonly collections: Collections;
  private readonly texts: Texts;
  private readonly writes: Writes;
  /** Those that were read and not compared yet, which the engine does after each read. */
  private readonly refreshed = new Set<string>();

  constructor(
    private readonly definition: EntityDefinition,
    private readonly surroundings: Surroundings,
  ) {
    this.calls = new EntityCalls(definition, surroundings);
    this.collections = new Collections(definition, surroundings, this.calls);
    this.texts = new Texts(definition, surroundings.readSource);
    this.writes = new Writes(definition, this.calls, this.collections, this.texts);
  }

  async check(before: Plain | undefined, declared: Plain): Promise<{ inputs: Plain; failures: Failure[] }> {
    const { adopts, asks, rest } = splitAdoption(declared);
    const known = before && splitAdoption(before);
    const { apiVersion } = await this.calls.connection(rest);
    this.texts.keep(rest);
    const { inputs, failures } = check(this.definition, rest, {
      before: known?.rest,
      adopts: adopts !== undefined,
      configuredVersion: apiVersion,
      now: this.surroundings.now(),
      readSource: this.surroundings.readSource,
    });
    if (adopts === undefined) {
      // Elsewhere the id would stand for another tenant's entity, and only the program may say that it does.
      const stays = known && namespaceIn(known.rest) === namespaceIn(inputs);
      return { inputs: withAdoption(inputs, stays ? known?.adopts : undefined), failures };
    }
    const isHad = !before && (await this.deeds(rest)).isDeclared(adopts);
    if (isHad) throw new UserError(hadAlready(this.definition, adopts));
    const canBeFound = [inputs.connection, ...Object.keys(this.definition.address ?? {}).map((name) => inputs[name])];
    const isPlanned = asks && !before && failures.length === 0 && !isUnknown(canBeFound);
    const note = isPlanned ? await this.writes.adoptionNote(adopts, inputs) : undefined;
    return { inputs: withAdoption(inputs, adopts, note), failures };
  }

  async diff(id: string, state: Plain, declared: Plain): Promise<string[]> {
    const { adopts, rest } = splitAdoption(declared);
    if (adopts !== undefined && adopts !== id) throw new UserError(importsAnother(this.definition, id, adopts));
    // A refresh compares as well, and also what the program doesn't declare any more.
    if (!this.refreshed.delete(id)) await this.noteDeclared(id, state, rest);
    this.place(id, state, rest, adopts);
    return changedArguments(this.definition, state, rest);
  }

  async create(declared: Plain): Promise<Live> {
    const { adopts, rest } = splitAdoption(declared);
    if (adopts !== undefined) return this.adopt(adopts, rest);
    const plan = this.writes.plan({}, rest);
    const body = { ...createBody(this.definition, rest), ...plan.body };
    const identity = identityOf(this.definition, plan.declared);
    await this.uploadOnce(plan.declared, {});
    const { creations } = await this.collections.of(rest);
    let others: () => Promise<readonly Entity[]> = async () => [];
    const entity = await this.calls.create(rest, (requests) => {
      others = requests.list;
      return identity ? creations.create(identity, body, requests) : requests.create(body);
    });
    (await this.deeds(rest)).changes += 1;
    const state = await this.writes.written(entity, {}, plan);
    const live = { id: entity.id, state };
    await this.mustBeFit(live, others);
    return live;
  }

  private async adopt(id: string, declared: Plain): Promise<Live> {
    const deeds = await this.deeds(declared);
    const number = deeds.adopt(id);
    if (number === undefined) throw new UserError(hadAlready(this.definition, id));
    try {
      const state = await this.writes.adopt(id, declared, {});
      return { id, state: withMark(withAdoption(state, id), `${this.surroundings.now().getTime()}.${number}`) };
    } catch (error) {
      deeds.forgo(id);
      throw error;
    }
  }

  async read(id: string, before: Plain): Promise<{ state: Plain; inputs: Plain | undefined } | undefined> {
    const { id: own, known } = addressInId(this.definition, id, before);
    const { reads } = await this.collections.of(known);
    const entity = await reads.read(own);
    if (!entity) return undefined;
    const state = seen(this.definition, entity, known);
    const inputs = inputsOf(state);
    // What is only read (`get`) is not compared.
    if (inputs) this.refreshed.add(id);
    return { state, inputs: inputs && withAdoption(inputs, splitAdoption(state).adopts) };
  }

  async update(id: string, before: Plain, declared: Plain): Promise<Plain> {
    const { adopts, rest } = splitAdoption(declared);
    const place = this.place(id, before, rest, adopts);
    const kept = (state: Plain) => withMark(withAdoption(state, adopts), markOf(before));
    if (place === "adopts there") return kept(await this.writes.adopt(id, rest, before));
    const { upload } = this.definition;
    const isRenewed = upload !== undefined && !tellOfTheSame(upload, before, rest);
    // Whoever skips the checks skips this one.
    if (isRenewed && rest[upload.skipChecks] !== true) await this.uploadOnce(rest, id);
    const { state: written, sent } = await this.writes.change(id, before, rest);
    const state = kept(written);
    // Nothing to do: it is here because its creation failed. Once something was done, Intune may take some time to see.
    const isRetry = !sent && changedArguments(this.definition, before, rest).length === 0;
    if (isRetry && remedyOf(this.definition, before) !== undefined)
      await this.mustBeFit({ id, state }, () => this.calls.list(rest));
    return state;
  }

  async delete(id: string, before: Plain): Promise<void> {
    const connection = await this.calls.connection(before);
    const deeds = deedsIn(connection.graph);
    if (deeds.leave(id, markOf(before))) return this.surroundings.say(takenOver(this.definition, id));
    await deleteWithCare(this.definition, id, before, connection, this.surroundings, () =>
      this.calls.delete(id, before),
    );
    deeds.noteDeleted(id);
  }

  /** @throws UnfitError when it is of no use */
  private async mustBeFit(live: Live, others: () => Promise<readonly Entity[]>): Promise<void> {
    const reason = await unfitness(this.definition, live.id, live.state, () => others().catch(() => []));
    if (reason !== undefined) throw new UnfitError(live, [reason]);
  }

  /** A resource of the program has this entity. */
  private async noteDeclared(id: string, state: Plain, declared: Plain): Promise<void> {
    const deeds = await this.deeds(declared);
    deeds.noteDeclared(id, markOf(state));
    const { upload } = this.definition;
    const known = upload && knownUpload(upload, state);
    if (known && !known.elsewhere && tellOfTheSame(upload, state, declared)) deeds.claim(known.fingerprint, id);
  }

  private async deeds(values: Plain): Promise<Deeds> {
    return deedsIn((await this.calls.connection(values)).graph);
  }

  /** @throws UserError when another resource of the program has this very text, which no list tells */
  private async uploadOnce(declared: Plain, owner: string | object): Promise<void> {
    const { upload } = this.definition;
    const known = upload && knownUpload(upload, declared);
    if (!known) return;
    const isFree = (await this.deeds(declared)).claim(known.fingerprint, owner);
    if (!isFree) throw new UserError(declaredTwice(this.definition));
  }

  /** Whether the resource stays where it is. @throws UserError when it may not move. */
  private place(id: string, before: Plain, declared: Plain, adopts: string | undefined): "stays" | "adopts there" {
    const change = connectionChange(this.definition, id, before, declared, adopts);
    if (typeof change === "object") throw new UserError(change.refused);
    return change;
  }
}
