import type { EntityDefinition } from "../../definitions/entity";
import { UserError } from "../../errors";
import type { Entity } from "../../graph/entities";
import { isSameId } from "../../graph/entityAnswer";
import { retryLimits } from "../../graph/retry/limits";
import { isSameSecond } from "../dates";
import type { EntityCalls } from "../entityCalls";
import type { RunContext } from "../handler";
import type { PropertyMap } from "../propertyMap";
import type { RunLedger, TokenOwner } from "../run/ledger";
import { decodeToken, fingerprintIn, hasSameFingerprint, type StoredToken } from "../upload/storedToken";
import {
  contradicts,
  identityOf,
  matchesBetter,
  mayHold,
  type TokenIdentity,
  withExpiry,
  withoutExpiry,
} from "./identity";
import {
  alreadyInTenant,
  contested,
  declaredTwice,
  heldByAnother,
  ownedByAnother,
  perhapsAnothers,
  perhapsInTenant,
  perhapsNewOnes,
  stillHeld,
  type UploadTarget,
  uploadedAlready,
} from "./messages";

/** How long an engine that asks for nothing may still be about to ask for another resource. */
const { quietWithConflictMs, checkMs } = retryLimits.engine;

/** What the live entities of a token's expiry say of it. */
export interface Findings {
  /** Another resource of the program manages them with this token, or with one that isn't known. */
  readonly managed: readonly Entity[];
  /** No resource of the program is known to manage them. */
  readonly strangers: readonly Entity[];
  /** Of those, the ones that what people wrote ascribes to another new resource of the program, with its name. */
  readonly ascribed: readonly { readonly entity: Entity; readonly name: string }[];
  /** The same, of those of the token's account whose expiry nobody tells. */
  readonly undated: readonly Entity[];
}

const nothingFound: Findings = { managed: [], strangers: [], ascribed: [], undated: [] };

/** One token belongs to one resource of a program and to one entity of a tenant. */
export class TokenOwnership {
  constructor(
    private readonly definition: EntityDefinition,
    private readonly context: RunContext,
    private readonly calls: EntityCalls,
  ) {}

  /**
   * Waits for what the engine tells of the program's other resources.
   * @throws UserError when another resource of the program declares the token, or was deployed with it
   */
  async assertUncontested(token: StoredToken | undefined, newInputs: PropertyMap): Promise<void> {
    const fingerprint = fingerprintIn(token);
    if (fingerprint === undefined || this.skipsChecks(newInputs)) return;
    const { run, sleep } = this.context;
    await run.programSettled(sleep);
    await this.noteDeployed();
    const { tenant } = await this.calls.connection(newInputs);
    const contestants = run.roster.contestants(fingerprint, tenant);
    if (contestants.length > 0) throw new UserError(contested(this.definition, contestants));
  }

  /**
   * Notes the resources that the engine has answered the program for, and may not ask about (`--target`). Their entities hold
   * what the state says, as those do that the engine compares.
   */
  async noteDeployed(): Promise<void> {
    const { roster } = this.context.run;
    for (const { name, index, id, token, shownExpiry, connection } of roster.deployed()) {
      // One that can't be configured is the other resource's business.
      const reached = await this.calls.connection({ connection }).catch(() => undefined);
      // What was compared, created or deleted in this run is known better.
      if (!reached || this.ledger.managed(id) !== undefined || this.ledger.isTouched(id)) continue;
      const { tenant, namespace } = reached;
      const held = decodeToken(token);
      roster.noteDeployed({ name, index, id, holds: fingerprintIn(held), tenant });
      this.ledger.noteManaged({ id, token: held, shownExpiry, namespace, statedTenant: undefined }, tenant);
    }
  }

  /**
   * Reserves the token of these arguments for a create, or for an entity.
   * @throws UserError when another resource of the program has it, and its entity lives
   */
  async reserve(token: StoredToken | undefined, owner: TokenOwner, newInputs: PropertyMap): Promise<void> {
    const fingerprint = fingerprintIn(token);
    if (fingerprint === undefined || this.skipsChecks(newInputs)) return;
    await this.assertUncontested(token, newInputs);
    const { tenant } = await this.calls.connection(newInputs);
    for (;;) {
      const rival = this.ledger.reserveToken(fingerprint, owner, tenant);
      if (rival === undefined) return;
      // What a state says is not proof that an entity lives: a replacement may have been cut short after its delete.
      const isGone = typeof rival === "string" && (await this.calls.get(rival, newInputs)) === undefined;
      if (!isGone) throw new UserError(this.collision(owner, rival));
      this.ledger.releaseToken(fingerprint, rival);
    }
  }

  release(token: StoredToken | undefined, owner: TokenOwner): void {
    const fingerprint = fingerprintIn(token);
    if (fingerprint !== undefined) this.ledger.releaseToken(fingerprint, owner);
  }

  /**
   * What speaks against the token's being new to the tenant. No request is made.
   * @param listed What is in the tenant.
   * @param own The id of the entity that is to get the token; undefined for a create.
   */
  findings(token: StoredToken | undefined, newInputs: PropertyMap, listed: readonly Entity[], own?: string): Findings {
    const identity = identityOf(this.definition, token, newInputs);
    if (!token || !identity || this.skipsChecks(newInputs)) return nothingFound;
    const others = listed.filter(({ id }) => !(own && isSameId(id, own)) && !this.ledger.isTouched(id));
    const isManaged = ({ id }: Entity) => this.ledger.managed(id) !== undefined;
    const dated = withExpiry(this.definition, identity.expires, others);
    const unmanaged = this.plausible(
      newInputs,
      dated.filter((entity) => !isManaged(entity)),
    );
    const ascribed = unmanaged.flatMap((entity) => {
      const name = this.likelierOwner(entity, identity, token);
      return name === undefined ? [] : [{ entity, name }];
    });
    return {
      managed: dated.filter((entity) => isManaged(entity) && !this.holdsAnother(entity, token)),
      strangers: unmanaged.filter((entity) => !ascribed.some((each) => each.entity === entity)),
      ascribed,
      undated: withoutExpiry(this.definition, others).filter(
        (entity) => !isManaged(entity) && mayHold(this.definition, identity, entity),
      ),
    };
  }

  /**
   * What was in the tenant when this run began. Entities of which the list doesn't tell the expiry are asked for: what people
   * wrote of them doesn't prove that they hold another token, and only says which ones are asked for first.
   * @throws UserError when one of them can't be read
   */
  async atRunStart(token: StoredToken | undefined, newInputs: PropertyMap): Promise<readonly Entity[]> {
    const cache = await this.calls.cache(newInputs);
    const listed = await cache.snapshot("run start");
    const identity = identityOf(this.definition, token, newInputs);
    if (!identity || this.skipsChecks(newInputs)) return listed;
    const isLikely = (entity: Entity) => !contradicts(this.definition, identity.traits, entity);
    const unclear = withoutExpiry(this.definition, listed)
      .filter(({ id }) => !this.ledger.isTouched(id) && this.ledger.managed(id) === undefined)
      .sort((one, other) => Number(isLikely(other)) - Number(isLikely(one)));
    const details = await Promise.all(unclear.map(({ id }) => cache.readDetails(id)));
    const shown = new Map(unclear.map((entity, at) => [entity, details[at]]));
    return listed.map((entity) => shown.get(entity) ?? entity);
  }

  /** @throws UserError when the token is in the tenant already */
  async assertNew(
    token: StoredToken | undefined,
    newInputs: PropertyMap,
    list: () => Promise<readonly Entity[]>,
    own?: string,
  ): Promise<void> {
    if (token?.expires === undefined || this.skipsChecks(newInputs)) return;
    const listed = own === undefined ? await this.atRunStart(token, newInputs) : await list();
    const target = own === undefined ? undefined : ({ id: own, operation: "renewed" } as const);
    const refusal = this.refusal(await this.finalFindings(token, newInputs, listed, own), target);
    if (refusal === undefined) return;
    // What became known meanwhile has a name.
    await this.assertUncontested(token, newInputs);
    throw new UserError(own === undefined ? refusal : this.withExchange(refusal, own));
  }

  /**
   * The same for a create that is only planned.
   * @param replaced The id of the entity that is deleted before; undefined where none is.
   * @throws UserError
   */
  async assertNewEntity(token: StoredToken | undefined, newInputs: PropertyMap, replaced: string | undefined) {
    if (token?.expires === undefined || this.skipsChecks(newInputs)) return;
    const listed = await this.atRunStart(token, newInputs);
    const target = replaced === undefined ? undefined : ({ id: replaced, operation: "replaced" } as const);
    const refusal = this.refusal(await this.finalFindings(token, newInputs, listed, replaced), target);
    if (refusal !== undefined) throw new UserError(refusal);
  }

  /** The findings, once the run can't change them any more. */
  private async finalFindings(
    token: StoredToken,
    newInputs: PropertyMap,
    listed: readonly Entity[],
    own: string | undefined,
  ): Promise<Findings> {
    await this.noteDeployed();
    let findings = this.findings(token, newInputs, listed, own);
    while (!this.isFinal(findings, token) && (await this.waitForActivity())) {
      findings = this.findings(token, newInputs, listed, own);
    }
    return findings;
  }

  /**
   * A refusal, with the other resource that the token of this entity seems to be exchanged with. The engine may not have asked
   * for that resource yet: then only the program tells of an exchange.
   */
  withExchange(refusal: string, id: string): string {
    const { roster } = this.context.run;
    const own = roster.managerOf(id);
    const other = own && roster.declarerOfHeld(own.key);
    return own && other !== undefined ? `${refusal} ${stillHeld(this.definition, own.name, other)}` : refusal;
  }

  /**
   * Why a token with these findings is not uploaded; undefined when nothing speaks against it.
   * @param target The entity that is to get it, or to be replaced; undefined for a create.
   */
  refusal({ managed, strangers, ascribed, undated }: Findings, target?: UploadTarget): string | undefined {
    // What lives can't import another one, or be another resource's under a new name.
    if (strangers.length > 0 && target) return uploadedAlready(this.definition, target, idsOf(strangers));
    if (strangers.length > 0) {
      // Some of the program's resources may never be asked for: those that depend on this one, or are no targets.
      const { unseen = 0 } = this.context.run.roster;
      return (unseen === 0 ? alreadyInTenant : perhapsAnothers)(this.definition, idsOf(strangers));
    }
    const [likelier] = ascribed;
    if (likelier) return perhapsNewOnes(this.definition, likelier.entity.id, likelier.name);
    // A renewal that was lost left nothing but its own entity.
    if (undated.length > 0 && target?.operation !== "renewed") return perhapsInTenant(this.definition, idsOf(undated));
    const [first] = managed;
    if (first === undefined) return undefined;
    return target ? heldByAnother(this.definition, target, first.id) : ownedByAnother(this.definition, idsOf(managed));
  }

  private get ledger(): RunLedger {
    return this.context.run.ledger;
  }

  private skipsChecks(newInputs: PropertyMap): boolean {
    return newInputs[this.definition.upload.skipChecks] === true;
  }

  private collision(owner: TokenOwner, rival: TokenOwner): string {
    if (typeof owner !== "string") return declaredTwice(this.definition);
    const target = { id: owner, operation: "renewed" } as const;
    return typeof rival === "string" ? heldByAnother(this.definition, target, rival) : declaredTwice(this.definition);
  }

  /** Several strangers are told apart by their accounts; a single one may be the token under another administrator's. */
  private plausible(newInputs: PropertyMap, strangers: readonly Entity[]): readonly Entity[] {
    const { upload } = this.definition;
    if (strangers.length < 2) return strangers;
    const account = { [upload.account]: newInputs[upload.account] };
    return strangers.filter((entity) => !contradicts(this.definition, account, entity));
  }

  /**
   * The name of another new resource of the program whose entity a stranger rather is, lost with a run: of several tokens of
   * one expiry, what people wrote is a sign of whose it is. It is no proof that the entity doesn't hold this token.
   */
  private likelierOwner(entity: Entity, own: TokenIdentity, token: StoredToken): string | undefined {
    return this.context.run.roster
      .otherNewTokens(fingerprintIn(token))
      .find(
        ({ identity: { expires, traits }, fingerprint }) =>
          isSameSecond(expires, own.expires) &&
          !this.ledger.isHeld(fingerprint) &&
          matchesBetter(this.definition, traits, own.traits, entity),
      )?.name;
  }

  /**
   * Whether the entity is known to hold another token: then it is no duplicate, whatever its expiry. An expiry that is
   * neither that token's nor the one that was shown before is a sign of a renewal elsewhere.
   */
  private holdsAnother(entity: Entity, token: StoredToken): boolean {
    const managed = this.ledger.managed(entity.id);
    const known = managed?.token;
    if (known === undefined || known.kind === "external" || hasSameFingerprint(known, token)) return false;
    const shown = entity[this.definition.upload.expiry];
    return isSameSecond(shown, known.expires) || isSameSecond(shown, managed?.shownExpiry);
  }

  /**
   * Whether the run can't change the findings. The engine may still ask for a resource that manages a stranger, or answer the
   * program for it: existing resources are compared in the order of the program, and some are declared inside `apply`, so that
   * nobody knows of them yet. And another resource's operation may tell which token it holds.
   */
  private isFinal({ managed, strangers, ascribed, undated }: Findings, token: StoredToken): boolean {
    if (managed.some(({ id }) => hasSameFingerprint(this.ledger.managed(id)?.token, token))) return true;
    return managed.length + strangers.length + ascribed.length + undated.length === 0;
  }

  /** Waits for activity of the run, up to `quietMs`. Returns whether there was any. */
  private async waitForActivity(): Promise<boolean> {
    const { roster } = this.context.run;
    const activity = () => roster.activity + this.ledger.news;
    const before = activity();
    for (let waited = 0; waited < quietWithConflictMs; waited += checkMs) {
      await this.context.sleep(checkMs);
      await this.noteDeployed();
      if (activity() !== before) return true;
    }
    return false;
  }
}

function idsOf(entities: readonly Entity[]): string[] {
  return entities.map(({ id }) => id);
}
