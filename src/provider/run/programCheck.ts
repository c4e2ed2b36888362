import type { EntityDefinition } from "../../definitions/entity";
import { UserError } from "../../errors";
import { isSameId, keyOfId } from "../../graph/entityAnswer";
import { identityOf } from "../create/identity";
import { declaredTwice, stillHeld } from "../create/messages";
import type { TokenOwnership } from "../create/tokenOwnership";
import type { EntityCalls } from "../entityCalls";
import type { EntityWriter } from "../entityWriter";
import type { CheckFailure, RunContext } from "../handler";
import { importedTwice } from "../import/messages";
import { isUnknown, type PropertyMap } from "../propertyMap";
import { fingerprintIn, storedToken } from "../upload/storedToken";
import type { ProgramResource } from "./programRoster";

/** A resource whose arguments are valid in themselves. */
export interface Checked {
  /** The arguments of the last deployment; undefined when the resource doesn't exist yet. */
  readonly oldInputs: PropertyMap | undefined;
  readonly inputs: PropertyMap;
  /** The id of the live entity that is to be imported. */
  readonly importId: string | undefined;
  readonly resource: ProgramResource | undefined;
}

/** What came of it. */
export interface Found {
  readonly failures: readonly CheckFailure[];
  readonly notes: readonly string[];
}

/** What a check knows of a resource among the others of its program, and at a preview among what is in the tenant. */
export class ProgramCheck {
  constructor(
    private readonly definition: EntityDefinition,
    private readonly context: RunContext,
    private readonly calls: EntityCalls,
    private readonly ownership: TokenOwnership,
    private readonly writer: EntityWriter,
  ) {}

  /** @throws UserError when the resource can't be had beside the others, or beside what is in the tenant */
  async check(checked: Checked): Promise<Found> {
    const { oldInputs, inputs, importId, resource } = checked;
    const conflict = await this.conflict(checked);
    if (conflict !== undefined) return { failures: [{ property: "", reason: conflict }], notes: [] };
    if (importId !== undefined && !oldInputs) await this.noteImport(importId, inputs, resource);
    const replaced = oldInputs ? undefined : this.context.run.roster.replacedId(resource?.key ?? "");
    // Of a replacement the delete comes first: what would refuse the create has to be found before.
    const checksTenant = !oldInputs && resource !== undefined && (resource.preview || replaced !== undefined);
    const notes = checksTenant ? await this.checkTenant({ ...checked, resource }, replaced) : [];
    this.assertNoOpenDuplicates();
    return { failures: [], notes };
  }

  /**
   * Once all resources of the program are known: refuses the new ones whose token an entity of the tenant has that none of
   * them manages.
   * @throws UserError
   */
  assertNoOpenDuplicates(): void {
    const refusals = this.openRefusals();
    if (refusals.length > 0) throw new UserError(refusals.join("\n"));
  }

  private openRefusals(): string[] {
    const { unseen } = this.context.run.roster;
    if (unseen === undefined || unseen > 0) return [];
    return this.context.run.openDuplicates.splice(0).flatMap((refusal) => refusal() ?? []);
  }

  /** Notes the resource, and says which other one of the program its token collides with; undefined when there is none. */
  async conflict(checked: Checked): Promise<string | undefined> {
    const { resource } = checked;
    const { roster } = this.context.run;
    if (resource === undefined) {
      roster.noteUnknown();
      return undefined;
    }
    roster.noteDeclared(resource.declared ?? []);
    roster.deployed = resource.deployed ?? roster.deployed;
    await this.noteCheck(checked, resource);
    const rival = roster.rivalOf(resource.key);
    if (rival === undefined) return undefined;
    return rival.how === "declares"
      ? declaredTwice(this.definition, rival.name)
      : stillHeld(this.definition, resource.name, rival.name);
  }

  private async noteCheck(
    { oldInputs, inputs }: Checked,
    { key, name, index, tokens }: ProgramResource,
  ): Promise<void> {
    const { upload } = this.definition;
    const [wants, holds] = [inputs, oldInputs].map((values) => fingerprintIn(values && storedToken(upload, values)));
    const { tenant } = await this.calls.connection(inputs);
    const checked = {
      name,
      index,
      tenant,
      isNew: oldInputs === undefined,
      wants,
      holds,
      identity: identityOf(this.definition, storedToken(upload, inputs), inputs),
      skipsChecks: inputs[upload.skipChecks] === true,
    };
    this.context.run.roster.noteCheck(key, checked, tokens);
  }

  /** @throws UserError when another resource of the program has the entity */
  private async noteImport(id: string, inputs: PropertyMap, resource: ProgramResource | undefined): Promise<void> {
    const { importers, ledger } = this.context.run;
    const importer = importers.get(keyOfId(id));
    const isAnother = importer !== undefined && resource !== undefined && importer !== resource.name;
    if (isAnother || ledger.isOwned(id)) throw new UserError(importedTwice(this.definition, id, importer));
    if (resource) importers.set(keyOfId(id), resource.name);
    const { tenant, namespace } = await this.calls.connection(inputs);
    const token = storedToken(this.definition.upload, inputs);
    if (!ledger.managed(id)) ledger.noteManaged({ id, token, namespace, statedTenant: undefined }, tenant);
  }

  /**
   * Checks at a preview what an update will find in the tenant.
   * @throws UserError when an update would fail; a tenant that doesn't answer is no failure
   */
  private async checkTenant(
    { inputs, importId, resource }: Checked & { resource: ProgramResource },
    replaced: string | undefined,
  ): Promise<readonly string[]> {
    const notes = await whereAnswered(this.definition, this.context, inputs, async () => {
      if (importId !== undefined) return [await this.writer.importNote(importId, inputs)];
      await this.checkForDuplicates(inputs, resource.name, replaced);
      return [];
    });
    return notes ?? [];
  }

  private async checkForDuplicates(inputs: PropertyMap, name: string, replaced: string | undefined): Promise<void> {
    const { upload } = this.definition;
    const token = storedToken(upload, inputs);
    if (token?.expires === undefined || inputs[upload.skipChecks] === true) return;
    const listed = await this.ownership.atRunStart(token, inputs);
    await this.ownership.noteDeployed();
    const findings = this.ownership.findings(token, inputs, listed, replaced);
    const isFinal = findings.managed.length > 0 || this.context.run.roster.unseen === 0;
    const lives = replaced !== undefined && listed.some(({ id }) => isSameId(id, replaced));
    const target = lives ? ({ id: replaced, operation: "replaced" } as const) : undefined;
    const refusal = isFinal ? this.ownership.refusal(findings, target) : undefined;
    if (refusal !== undefined) throw new UserError([refusal, ...this.openRefusals()].join("\n"));
    // A resource that the engine asks for later may manage the entities of the expiry, or turn out not to.
    if (isFinal) return;
    this.context.run.openDuplicates.push(() => {
      const late = this.ownership.refusal(this.ownership.findings(token, inputs, listed, replaced), target);
      return late && `The resource "${name}" was refused. ${late}`;
    });
  }
}

/**
 * Asks the tenant at a preview, where it is known which one. A tenant that doesn't answer is no failure: it is told once a run.
 * @returns undefined where there is no answer
 */
export async function whereAnswered<T>(
  { pathParameters = {} }: EntityDefinition,
  { run, warn }: Pick<RunContext, "run" | "warn">,
  inputs: PropertyMap,
  ask: () => Promise<T>,
): Promise<T | undefined> {
  const pathValues = Object.keys(pathParameters).map((name) => inputs[name]);
  // Each request without an answer takes all its retries.
  if (run.saidUnanswered || isUnknown([inputs.connection, inputs.apiVersion, ...pathValues])) return undefined;
  try {
    return await ask();
  } catch (error) {
    if (!(error instanceof UserError) || !error.isUnanswered) throw error;
    if (!run.saidUnanswered) await warn(tenantNotChecked(error.message));
    run.saidUnanswered = true;
    return undefined;
  }
}

function tenantNotChecked(why: string): string {
  return `The preview couldn't check what is in the tenant. \`pulumi up\` checks it before it creates anything. ${why}`;
}
