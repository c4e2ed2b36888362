import { type Goal, type ResourceState, sameInputs } from "./checkpoint";
import { type Core, StepError, type Values } from "./core";
import type { Journal } from "./journal";

/** What the engine is going to do about a resource. */
export type Plan =
  | { readonly operation: "create"; readonly inputs: Values }
  | { readonly operation: "same" | "update"; readonly inputs: Values; readonly old: ResourceState }
  | Replacement;

export interface Replacement {
  readonly operation: "replace";
  readonly inputs: Values;
  readonly old: ResourceState;
  readonly order: "delete first" | "create first" | "create only";
}

/**
 * Plans as Pulumi's step generator does (pkg/resource/deploy/step_generator.go): check, diff, and before a replacement
 * a check without old inputs. A replacement that the user asks for by name is checked so at once and not compared, and
 * one that was cut short is compared like any resource before it is created.
 * @returns Undefined when a check or a comparison failed
 */
export async function planOf(
  goal: Goal,
  old: ResourceState | undefined,
  core: Core,
  journal: Journal,
): Promise<Plan | undefined> {
  const checked = async (oldInputs: Values | undefined): Promise<Values | undefined> => {
    let inputs: Values | undefined;
    await journal.step({ name: goal.name, operation: "check" }, async () => {
      const answer = await core.check(oldInputs, goal.inputs, goal.program);
      if (answer.failures.length > 0) throw new StepError(answer.failures.join("\n"));
      inputs = answer.inputs;
    });
    return inputs;
  };

  if (old === undefined) {
    const inputs = await checked(undefined);
    return inputs && { operation: "create", inputs };
  }
  if (goal.replace) {
    const inputs = await checked(undefined);
    const order = goal.deleteBeforeReplace ? "delete first" : "create first";
    return inputs && { operation: "replace", inputs, old, order: old.pendingReplacement ? "create only" : order };
  }
  const inputs = await checked(old.inputs);
  if (inputs === undefined) return undefined;
  let answer: "changes" | "no changes" | "named changes" = "no changes";
  const isCompared = await journal.step({ name: goal.name, operation: "diff", id: old.id }, async () => {
    const at = { id: old.id, state: old.outputs, oldInputs: old.inputs, newInputs: inputs };
    const told = (await core.diff(at)).answer;
    // The engine knows what changes only where it compares itself.
    if (told === "compare the inputs") answer = sameInputs(old.inputs, inputs) ? "no changes" : "named changes";
    else answer = told;
  });
  if (!isCompared) return undefined;
  if (old.pendingReplacement || (goal.replaceOnChanges && is(answer, "named changes"))) {
    const anew = await checked(undefined);
    const order = old.pendingReplacement ? "create only" : "delete first";
    return anew && { operation: "replace", inputs: anew, old, order };
  }
  const isUpdated = !is(answer, "no changes") || old.initErrors;
  return { operation: isUpdated ? "update" : "same", inputs, old };
}

/** A comparison that TypeScript doesn't narrow away, since closures assign the variable. */
const is = (one: string, other: string) => one === other;
