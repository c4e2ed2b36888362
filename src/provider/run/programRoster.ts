import type { Tenant } from "../../graph/connections";
import { isSameId, keyOfId } from "../../graph/entityAnswer";
import type { TokenIdentity } from "../create/identity";
import { mayBeOneTenant } from "./ledger";

/** What a door knows of a resource among those of the program. */
export interface ProgramResource {
  /** Tells it from every other resource of the program: two of different types, or in different components, may have one name. */
  readonly key: string;
  /** The resource's name in the program. */
  readonly name: string;
  /** Its number among the resources that hold a token; undefined where the door doesn't count them. */
  readonly index?: number | undefined;
  /** How many resources that hold a token the program declares, as far as it has come; undefined where the door isn't told. */
  readonly tokens: number | undefined;
  /** Whether the check has to tell what a create would be refused for. */
  readonly preview: boolean;
  /** The tokens that the program declares, as far as it knows them when it declares its resources. */
  readonly declared?: readonly DeclaredToken[] | undefined;
  /** Reads what the engine has answered the program for, so far. It never fails. */
  readonly deployed?: (() => readonly DeployedResource[]) | undefined;
}

/**
 * A resource that the engine has answered the program for. With `--target`, it answers for a resource that isn't a target
 * without asking the provider about it.
 */
export interface DeployedResource {
  readonly name: string;
  /** Its number among the resources that hold a token. */
  readonly index: number;
  readonly id: string;
  /** The token that its entity holds, encoded as in a state. */
  readonly token: string;
  /** The expiry that Intune showed when the state was written. */
  readonly shownExpiry: string | undefined;
  /** The argument `connection`. */
  readonly connection: unknown;
}

/** A token that a resource of the program declares. */
export interface DeclaredToken {
  readonly name: string;
  readonly index: number;
  /** The beginning of the token's fingerprint. */
  readonly digest: string;
}

/** What a check knows of a resource. Tokens stand here by their fingerprints. */
export interface CheckedResource {
  readonly isNew: boolean;
  /** The token that the program declares, and the one of the last deployment. */
  readonly wants: string | undefined;
  readonly holds: string | undefined;
  readonly skipsChecks: boolean;
  /** By what the declared token is known among live entities. */
  readonly identity?: TokenIdentity | undefined;
  readonly name: string;
  /** The resource's number in the program; unset where the program tells none. */
  readonly index?: number | undefined;
  readonly tenant: Tenant;
}

/** Another resource of the program that stands in the way of a token. */
export interface Rival {
  readonly name: string;
  /** "declares": both declare the token. "holds": one declares the token that the other was deployed with. */
  readonly how: "declares" | "holds";
}

/** A resource that the engine didn't ask about, with what its entity holds. */
interface Untargeted {
  readonly name: string;
  readonly index: number;
  readonly id: string;
  readonly holds: string | undefined;
  readonly tenant: Tenant;
}

/** A new token of the program. */
export interface OtherToken {
  readonly name: string;
  readonly identity: TokenIdentity;
  readonly fingerprint: string;
}

/** A resource that contends for a token; the id where the engine doesn't ask about it. */
export interface Contestant {
  readonly name: string;
  readonly id?: string;
}

interface Entry extends CheckedResource {
  /** Whether all is known of it that a preview or an update tells: an existing one is compared after its check. */
  isComplete: boolean;
  /** The id of its entity, where the engine compared it. */
  id?: string;
}

/** The resources of the program that hold a token, in the order in which the engine asks for them. */
export class ProgramRoster {
  private expected: number | undefined = 0;
  private readonly resources = new Map<string, Entry>();
  private declared: readonly DeclaredToken[] = [];
  private readonly untargeted = new Map<string, Untargeted>();
  /** Reads the resources that the engine has answered the program for. */
  deployed: () => readonly DeployedResource[] = () => [];
  /** Grows with each resource that the engine asks for. */
  activity = 0;

  noteCheck(key: string, resource: CheckedResource, expected: number | undefined): void {
    this.activity += 1;
    this.expected = expected === undefined ? undefined : Math.max(this.expected ?? 0, expected);
    const known = this.resources.get(key);
    // A replacement is checked a second time, as if it were new.
    const isNew = resource.isNew && known?.isNew !== false;
    const id = known?.id === undefined ? {} : { id: known.id };
    this.resources.set(key, {
      ...resource,
      ...id,
      holds: resource.holds ?? known?.holds,
      isNew,
      isComplete: isNew || known?.isComplete === true,
    });
  }

  /** Notes the tokens that the program tells in advance, of resources that the engine may ask for later. */
  noteDeclared(tokens: readonly DeclaredToken[]): void {
    if (tokens.length >= this.declared.length) this.declared = tokens;
  }

  /** Notes a resource that the engine has answered the program for, perhaps without asking about it. */
  noteDeployed(resource: Untargeted): void {
    this.untargeted.set(keyOfId(resource.id), resource);
  }

  /** Notes that the engine asked for a resource of which nothing else is known. */
  noteUnknown(): void {
    this.activity += 1;
  }

  /** Notes that the engine compared a resource with its entity. */
  noteDiff(id: string, key: string | undefined): void {
    this.activity += 1;
    const entry = key === undefined ? undefined : this.resources.get(key);
    if (entry) Object.assign(entry, { isComplete: true, id });
  }

  /** The id of the entity that is about to be replaced, when an existing resource is checked as if it were new. */
  replacedId(key: string): string | undefined {
    return this.resources.get(key)?.id;
  }

  /** The resource that manages the entity, where the engine compared it. */
  managerOf(id: string): { readonly key: string; readonly name: string } | undefined {
    const [key, entry] = [...this.resources].find(([, each]) => each.id !== undefined && isSameId(each.id, id)) ?? [];
    return key === undefined || entry === undefined ? undefined : { key, name: entry.name };
  }

  /**
   * How many resources of the program the engine has not asked for yet, as far as the program told; undefined where it
   * tells nothing.
   */
  get unseen(): number | undefined {
    if (this.expected === undefined) return undefined;
    return Math.max(0, this.expected - [...this.resources.values()].filter(({ isComplete }) => isComplete).length);
  }

  /**
   * The other new tokens of the program and their resources, as far as the engine has asked for their resources.
   * @param token The fingerprint of the token; undefined where it has none, so that every new token is another one.
   */
  otherNewTokens(token: string | undefined): OtherToken[] {
    // Of one that skips the checks, its author says that no live one is it.
    return [...this.resources.values()].flatMap(({ name, isNew, wants, identity, skipsChecks }) =>
      isNew && !skipsChecks && wants !== undefined && wants !== token && identity
        ? [{ name, identity, fingerprint: wants }]
        : [],
    );
  }

  /** The resources that contend for a token: they declare it, or were deployed with it and give it up. */
  contestants(token: string, tenant: Tenant): Contestant[] {
    const asked = [...this.resources.values()];
    const contestants = [
      ...asked
        .filter((entry) => !entry.skipsChecks && mayBeOneTenant(entry.tenant, tenant))
        .filter(({ holds, wants }) => wants === token || holds === token)
        .map(({ name }) => ({ name })),
      ...[...this.untargeted.values()]
        .filter((each) => !asked.some(({ index }) => index === each.index))
        .filter((each) => each.holds === token && mayBeOneTenant(each.tenant, tenant))
        .map(({ name, id }) => ({ name, id })),
    ];
    return contestants.length > 1 ? contestants : [];
  }

  /**
   * Another resource of the program that this one's token, or the token that it was deployed with, collides with. Of several,
   * the one whose token this resource would take.
   */
  rivalOf(key: string): Rival | undefined {
    const own = this.resources.get(key);
    if (own === undefined || own.skipsChecks) return undefined;
    const uploads = ({ wants, holds }: Entry) => wants !== undefined && wants !== holds;
    const others = [...this.resources]
      .filter(([other, entry]) => other !== key && !entry.skipsChecks && mayBeOneTenant(entry.tenant, own.tenant))
      .map(([, entry]) => entry);
    const declarer = others.find(
      (entry) => own.wants !== undefined && own.wants === entry.wants && (uploads(own) || uploads(entry)),
    );
    if (declarer) return { name: declarer.name, how: "declares" };
    const holder =
      others.find((entry) => uploads(own) && own.wants === entry.holds) ??
      others.find((entry) => uploads(entry) && entry.wants === own.holds);
    return holder && { name: holder.name, how: "holds" };
  }

  /**
   * Another resource that declares the token that this one was deployed with, though the engine may not have asked for it
   * yet. It is no rival as long as it isn't known whether it was deployed with the same token.
   */
  declarerOfHeld(key: string): string | undefined {
    const own = this.resources.get(key);
    const held = own?.holds;
    if (own === undefined || held === undefined || held === own.wants) return undefined;
    return this.declared.find(({ index, digest }) => index !== own.index && held.startsWith(digest))?.name;
  }
}
