import type { Tenant } from "../../graph/connections";
import { isSameId, keyOfId } from "../../graph/entityAnswer";
import { fingerprintIn, type StoredToken } from "../upload/storedToken";

/** Who holds a token: an entity, by its id, or a create that is under way. */
export type TokenOwner = string | object;

/** An entity that a resource of the program manages. */
export interface ManagedEntity {
  readonly id: string;
  /** What the state knows of the token that it holds; undefined when the state knows of none. */
  readonly token: StoredToken | undefined;
  /** The expiry that Intune showed when the state was written, which lags behind an upload. */
  readonly shownExpiry?: string | undefined;
  /** The namespace of the connection, and the tenant that the state names. */
  readonly namespace: string;
  readonly statedTenant: string | undefined;
}

interface Reservation {
  readonly owner: TokenOwner;
  readonly tenant: Tenant;
}

/**
 * What one run knows of its own doing and of the program's resources, through whichever connection, version of Graph and
 * name of the entity. Ids are Intune's own and compare without case. What a state says of an entity is not proof that
 * it lives.
 */
export class RunLedger {
  /** Grows with what becomes known of the program's entities. */
  news = 0;
  /** The entities that this run created or deleted: a list from before doesn't tell of that. */
  private readonly touchedIds = new Set<string>();
  private readonly imports = new Set<string>();
  private readonly owners = new Map<string, Set<string>>();
  private readonly entities = new Map<string, ManagedEntity>();
  private readonly reservations = new Map<string, Reservation[]>();

  touch(id: string): void {
    this.touchedIds.add(keyOfId(id));
  }

  isTouched(id: string): boolean {
    return this.touchedIds.has(keyOfId(id));
  }

  /**
   * Reserves an entity for the resource that imports it.
   * @returns Whether it is reserved now; false when another resource imports the same entity.
   */
  reserveImport(id: string): boolean {
    if (this.imports.has(keyOfId(id))) return false;
    this.imports.add(keyOfId(id));
    return true;
  }

  releaseImport(id: string): void {
    this.imports.delete(keyOfId(id));
  }

  /**
   * Notes that a resource of the program manages the entity.
   * @param ownerTag Tells the resource from another one that manages the same entity.
   */
  addOwner(entity: ManagedEntity, ownerTag: string, tenant: Tenant): void {
    const key = keyOfId(entity.id);
    this.owners.set(key, new Set(this.owners.get(key)).add(ownerTag));
    this.noteManaged(entity, tenant);
  }

  /** Notes what a resource of the program knows of its entity, the token that it holds included. */
  noteManaged(entity: ManagedEntity, tenant: Tenant): void {
    this.news += 1;
    const [before, now] = [this.managed(entity.id)?.token, entity.token].map(fingerprintIn);
    if (before !== undefined && before !== now) this.releaseToken(before, entity.id);
    this.entities.set(keyOfId(entity.id), entity);
    if (now !== undefined) this.reserveToken(now, entity.id, tenant);
  }

  /** The entity as a resource of the program manages it; undefined when none is known to. */
  managed(id: string): ManagedEntity | undefined {
    return this.entities.get(keyOfId(id));
  }

  isOwned(id: string): boolean {
    return this.owners.has(keyOfId(id));
  }

  /** Whether another resource of the program than this one manages the entity. */
  isOwnedByAnother(id: string, ownerTag: string): boolean {
    return [...(this.owners.get(keyOfId(id)) ?? [])].some((tag) => tag !== ownerTag);
  }

  /** Takes a resource's tag off the entity, and says whether another resource still has the entity. */
  removeOwner(id: string, ownerTag: string): boolean {
    const tags = this.owners.get(keyOfId(id));
    tags?.delete(ownerTag);
    return this.imports.has(keyOfId(id)) || (tags !== undefined && tags.size > 0);
  }

  noteDeleted(id: string): void {
    this.touch(id);
    this.entities.delete(keyOfId(id));
    for (const fingerprint of this.reservations.keys()) this.releaseToken(fingerprint, id);
  }

  /**
   * Reserves a token, which belongs to one entity of a tenant. Two connections count as one tenant unless they are known
   * to be two.
   * @returns Who holds it already, as far as this run knows; undefined when it is reserved now.
   */
  reserveToken(fingerprint: string, owner: TokenOwner, tenant: Tenant): TokenOwner | undefined {
    const known = this.reservations.get(fingerprint) ?? [];
    const rival = known.find((each) => !isSameOwner(each.owner, owner) && mayBeOneTenant(each.tenant, tenant));
    if (rival) return rival.owner;
    if (!known.some((each) => isSameOwner(each.owner, owner))) {
      this.reservations.set(fingerprint, [...known, { owner, tenant }]);
    }
    return undefined;
  }

  releaseToken(fingerprint: string, owner: TokenOwner): void {
    const known = this.reservations.get(fingerprint) ?? [];
    this.reservations.set(
      fingerprint,
      known.filter((each) => !isSameOwner(each.owner, owner)),
    );
  }

  /** Whether an entity is known to hold the token. */
  isHeld(fingerprint: string): boolean {
    return this.reservations.get(fingerprint)?.some(({ owner }) => typeof owner === "string") === true;
  }

  /** The tenant in which resources of this connection are, as their states say. */
  statedTenantOf(namespace: string): string | undefined {
    return [...this.entities.values()].find((each) => each.namespace === namespace && each.statedTenant)?.statedTenant;
  }
}

function isSameOwner(one: TokenOwner, other: TokenOwner): boolean {
  return typeof one === "string" && typeof other === "string" ? isSameId(one, other) : one === other;
}

/** Whether two connections may reach one tenant: at one service, unless the GUIDs of both are known and differ. */
export function mayBeOneTenant(one: Tenant, other: Tenant): boolean {
  if (one.graphEndpoint !== other.graphEndpoint) return false;
  return one.guid === undefined || other.guid === undefined || one.guid === other.guid;
}
