import type { EntityDefinition } from "../../definitions/entity";
import { UserError } from "../../errors";
import type { Entity } from "../../graph/entities";
import { isSameSecond } from "../dates";
import type { EntityCalls } from "../entityCalls";
import type { KnownUpload } from "../knownUpload";
import type { Surroundings } from "../life";
import type { Plain } from "../plain";
import type { RunLedger, TokenOwner } from "../run/ledger";
import { contradicts, identityOf, matches, type TokenIdentity, withExpiry } from "./identity";
import { alreadyInTenant, contested, declaredTwice, heldByAnother, ownedByAnother, uploadedAlready } from "./messages";

/** How long an engine that asks for nothing may still be about to ask for another resource. */
const quietMs = 2000;
const pollMs = 25;

/** What the live entities of a token's expiry say of it. */
export interface Findings {
  /** Another resource of the program manages them with this token, or with one that isn't known. */
  readonly managed: readonly Entity[];
  /** No resource of the program is known to manage them. */
  readonly strangers: readonly Entity[];
}

/** One token belongs to one resource of a program and to one entity of a tenant. */
export class TokenOwnership {
  constructor(
    private readonly definition: EntityDefinition,
    private readonly surroundings: Surroundings,
    private readonly calls: EntityCalls,
  ) {}

  /**
   * Reserves the token of these arguments for a create, or for an entity.
   * @throws UserError when another resource of the program has it, and its entity lives
   */
  async reserve(token: KnownUpload | undefined, owner: TokenOwner, declared: Plain): Promise<void> {
    if (token === undefined || this.skipsChecks(declared)) return;
    const { run, sleep } = this.surroundings;
    await run.programSettled(sleep);
    const { tenant } = await this.calls.connection(declared);
    const names = run.roster.contestants(token.fingerprint, tenant);
    if (names.length > 0) throw new UserError(contested(this.definition, names));
    for (;;) {
      const rival = this.ledger.reserveToken(token.fingerprint, owner, tenant);
      if (rival === undefined) return;
      // What a state says is not proof that an entity lives: a replacement may have been cut short after its delete.
      const isGone = typeof rival === "string" && (await this.calls.get(rival, declared)) === undefined;
      if (!isGone) throw new UserError(this.collision(owner, rival));
      this.ledger.releaseToken(token.fingerprint, rival);
    }
  }

  async release(token: KnownUpload | undefined, owner: TokenOwner): Promise<void> {
    if (token) this.ledger.releaseToken(token.fingerprint, owner);
  }

  /**
   * What speaks against the token's being new to the tenant. No request is made.
   * @param listed What is in the tenant.
   * @param own The id of the entity that is to get the token; undefined for a create.
   */
  findings(token: KnownUpload | undefined, declared: Plain, listed: readonly Entity[], own?: string): Findings {
    const identity = identityOf(this.definition, token, declared);
    if (!token || !identity || this.skipsChecks(declared)) return { managed: [], strangers: [] };
    const others = withExpiry(this.definition, identity.expires, listed).filter(
      ({ id }) => id.toLowerCase() !== own?.toLowerCase() && !this.ledger.isTouched(id),
    );
    const managed = others.filter(({ id }) => this.ledger.managed(id) !== undefined);
    return {
      managed: managed.filter((entity) => !this.holdsAnother(entity, token)),
      strangers: this.plausible(
        declared,
        others.filter(
          (entity) => this.ledger.managed(entity.id) === undefined && !this.isAnothers(entity, identity, token),
        ),
      ),
    };
  }

  /** @throws UserError when the token is in the tenant already */
  async assertNew(
    token: KnownUpload | undefined,
    declared: Plain,
    list: () => Promise<readonly Entity[]>,
    own?: string,
  ): Promise<void> {
    if (token?.expires === undefined || this.skipsChecks(declared)) return;
    const listed = await list();
    let findings = this.findings(token, declared, listed, own);
    while (!this.isFinal(findings, token) && (await this.runGoesOn())) {
      findings = this.findings(token, declared, listed, own);
    }
    const refusal = this.refusal(findings, own);
    if (refusal !== undefined) throw new UserError(refusal);
  }

  /** Why a token with these findings is not uploaded; undefined when nothing speaks against it. */
  refusal({ managed, strangers }: Findings, own?: string): string | undefined {
    if (strangers.length > 0) {
      return own === undefined
        ? alreadyInTenant(this.definition, idsOf(strangers))
        : uploadedAlready(this.definition, own, idsOf(strangers));
    }
    const [first] = managed;
    if (first === undefined) return undefined;
    return own === undefined
      ? ownedByAnother(this.definition, idsOf(managed))
      : heldByAnother(this.definition, [own, first.id]);
  }

  private get ledger(): RunLedger {
    return this.surroundings.run.ledger;
  }

  private skipsChecks(declared: Plain): boolean {
    const { upload } = this.definition;
    return upload !== undefined && declared[upload.skipChecks] === true;
  }

  private collision(owner: TokenOwner, rival: TokenOwner): string {
    if (typeof owner !== "string") return declaredTwice(this.definition);
    return typeof rival === "string" ? heldByAnother(this.definition, [owner, rival]) : declaredTwice(this.definition);
  }

  /** Several strangers are told apart by their accounts; a single one may be the token under another administrator's. */
  private plausible(declared: Plain, strangers: readonly Entity[]): readonly Entity[] {
    const { upload } = this.definition;
    if (strangers.length < 2 || !upload) return strangers;
    const account = { [upload.account]: declared[upload.account] };
    return strangers.filter((entity) => !contradicts(this.definition, account, entity));
  }

  /**
   * Whether a stranger is the entity of another new token of the program, which was lost with a run: of several tokens of one
   * expiry, what people wrote tells whose it is.
   */
  private isAnothers(entity: Entity, own: TokenIdentity, { fingerprint }: KnownUpload): boolean {
    if (!contradicts(this.definition, own.traits, entity)) return false;
    return this.surroundings.run.roster
      .otherNewTokens(fingerprint)
      .some(({ expires, traits }) => isSameSecond(expires, own.expires) && matches(this.definition, traits, entity));
  }

  /**
   * Whether the entity is known to hold another token: then it is no duplicate, whatever its expiry. An expiry that is
   * neither that token's nor the one that was shown before is a sign of a renewal elsewhere.
   */
  private holdsAnother(entity: Entity, token: KnownUpload): boolean {
    const managed = this.ledger.managed(entity.id);
    const known = managed?.token;
    if (known === undefined || known.elsewhere || known.fingerprint === token.fingerprint) return false;
    const shown = entity[this.definition.upload?.expiry ?? ""];
    return isSameSecond(shown, known.expires) || isSameSecond(shown, managed?.shownExpiry);
  }

  /**
   * Whether the run can't change the findings. The engine may still ask for a resource that manages a stranger: existing
   * resources are compared in the order of the program. And another resource's operation may tell which token it holds.
   */
  private isFinal({ managed, strangers }: Findings, { fingerprint }: KnownUpload): boolean {
    if (managed.some(({ id }) => this.ledger.managed(id)?.token?.fingerprint === fingerprint)) return true;
    return strangers.length > 0 ? this.surroundings.run.roster.unseen === 0 : managed.length === 0;
  }

  /** Waits for news of the run, and says whether there was any. */
  private async runGoesOn(): Promise<boolean> {
    const { roster } = this.surroundings.run;
    const activity = () => roster.activity + this.ledger.news;
    const before = activity();
    for (let waited = 0; waited < quietMs; waited += pollMs) {
      await this.surroundings.sleep(pollMs);
      if (activity() !== before) return true;
    }
    return false;
  }
}

function idsOf(entities: readonly Entity[]): string[] {
  return entities.map(({ id }) => id);
}
