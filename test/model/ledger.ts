import type { Checkpoint, RunReport } from "./checkpoint";
import type { Program } from "./program";
import type { Write } from "./session";
import type { LiveEntity } from "./tenant";
import { expiryOf, sameToken, type TokenRef } from "./tokens";

/** What a run was, for whoever judges it or remembers it. */
export interface Played {
  readonly report: RunReport;
  readonly writes: readonly Write[];
  readonly before: Checkpoint;
  readonly after: Checkpoint;
  /** What is live afterwards. */
  readonly live: readonly LiveEntity[];
  /** Those of which the service itself said that they don't exist. */
  readonly denied: ReadonlySet<string>;
}

/**
 * What nobody could know better than the stack does, by the entities' ids: changes that it has not seen yet, deletions
 * whose answer it never got, creations that it told it had lost. And what it knows of its uploads.
 */
export class Ledger {
  /** Those that the stack created or imported. */
  readonly managed = new Set<string>();
  /** Properties that changed without the stack's knowledge. */
  readonly unseen = new Map<string, Set<string>>();
  readonly mayBeGone = new Set<string>();
  /** Live entities that left the stack in a way that a person was told of. */
  readonly told = new Set<string>();
  /** The last token that the stack knows it uploaded. */
  readonly uploaded = new Map<string, TokenRef>();
  /** The entities whose live token was uploaded in the portal. */
  readonly byPortal = new Set<string>();

  isUnseen(id: string, property: string): boolean {
    return this.unseen.get(id)?.has(property) === true;
  }

  change(id: string, properties: readonly string[]): void {
    this.unseen.set(id, new Set([...(this.unseen.get(id) ?? []), ...properties]));
  }

  /** Learns what the run showed the stack, and what it did without getting to know. */
  remember({ report, writes, after, live }: Played): void {
    for (const { operation, id, error } of report.steps) {
      if (error !== undefined || id === undefined) continue;
      const own = id.toLowerCase();
      const isImport = operation === "create" && !writes.some((write) => write.method === "POST" && write.id === own);
      if (operation === "read" || isImport) this.see(own, live);
      if (operation === "create") this.managed.add(own);
    }
    const known = (id: string, operations: readonly string[]) =>
      report.steps.some(
        (step) => step.id?.toLowerCase() === id && step.error === undefined && operations.includes(step.operation),
      );
    for (const { method, id, body, token, done } of writes) {
      if (!done || id === undefined) continue;
      if (token) this.byPortal.delete(id);
      if (method === "POST") this.managed.add(id);
      if (method === "DELETE" && !known(id, ["delete"])) this.mayBeGone.add(id);
      const isInState = [...after.values()].some((resource) => resource.id.toLowerCase() === id);
      const isKnown = known(id, ["create", "update"]) || (method === "POST" && isInState);
      if (isKnown && token) this.uploaded.set(id, token);
      if (method !== "PATCH") continue;
      const names = [...Object.keys(body), ...(token ? ["organizationName"] : [])];
      if (isKnown) for (const name of names) this.unseen.get(id)?.delete(name);
      else this.change(id, names);
    }
  }

  /**
   * After a good `up`, and after an update that went well in another one, the stack knows of a live token that it is the
   * declared one, whoever uploaded it or got no answer to the upload.
   */
  agree({ report, after, live }: Played, { resources }: Program): void {
    const isUpdated = (name: string) =>
      report.steps.some((step) => step.name === name && step.operation === "update" && step.error === undefined);
    for (const { name, token } of resources) {
      if (report.ended !== "well" && !isUpdated(name)) continue;
      const entity = live.find(({ id }) => id === after.get(name)?.id.toLowerCase());
      if (entity && token && sameToken(entity.token, token)) this.uploaded.set(entity.id, token);
    }
  }

  /** Whether a change that the stack hasn't seen may be in one of these entities. */
  hidesSomething(ids: readonly string[]): boolean {
    return ids.some((id) => (this.unseen.get(id)?.size ?? 0) > 0 || this.mayBeGone.has(id));
  }

  private see(id: string, live: readonly LiveEntity[]): void {
    this.mayBeGone.delete(id);
    const entity = live.find((one) => one.id === id);
    const isTokenHidden = this.isUnseen(id, "token") && entity !== undefined && !showsItsDate(entity);
    this.unseen.set(id, new Set(isTokenHidden ? ["token"] : []));
  }
}

/** Whether the shown date is the token's, and not still the one of the token before. */
export const showsItsDate = ({ shown, token }: LiveEntity) =>
  Date.parse(String(shown.expirationDateTime)) === expiryOf(token);
