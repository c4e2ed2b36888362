import type { ActionDefinition } from "../../definitions/action";
import { displayText, jsonText } from "../../displayText";
import { durationText } from "../polling";
import type { PropertyMap } from "../propertyMap";

export function started(definition: ActionDefinition, id: string, timeoutMs: number): string {
  return `The ${what(definition, id)} has been asked for; waiting up to ${durationText(timeoutMs)} for its end.`;
}

export function stillRunning(definition: ActionDefinition, id: string, entity: PropertyMap, elapsedMs: number): string {
  return `The ${what(definition, id)} has not ended after ${durationText(elapsedMs)}: ${shown(definition, entity)}.`;
}

export function failed(definition: ActionDefinition, id: string, entity: PropertyMap): string {
  const { reason } = definition.progress;
  const explanation =
    typeof entity[reason] === "string"
      ? ` (${reason} of the ${definition.entity.label}: "${displayText(entity[reason])}")`
      : "";
  return `the ${what(definition, id)} failed${explanation}. ${definition.whenFailed} The next \`pulumi up\` asks for it again.`;
}

export function timedOut(
  definition: ActionDefinition,
  id: string,
  { before, last, timeoutMs }: { before: PropertyMap; last: PropertyMap; timeoutMs: number },
): string {
  const { status, date, running } = definition.progress;
  const isUnchanged = last[status] !== running && last[status] === before[status] && last[date] === before[date];
  const notStarted = isUnchanged ? ", as before it was asked for, so it seems not to have begun" : "";
  return (
    `the ${what(definition, id)} has not ended within ${durationText(timeoutMs)}: ${shown(definition, last)}${notStarted}. ` +
    "It may still end by itself. The next `pulumi up` asks for it again: give it more time with timeoutSeconds, or " +
    "don't wait for it with waitForCompletion: false."
  );
}

export function notThere({ label, entity, target }: ActionDefinition, id: string): string {
  return (
    `there is no ${entity.label} ${id} in Intune, so no ${label} can be run for it: ` +
    `check ${target} and the connection. If it was deleted there, \`pulumi refresh\` takes it out of the state.`
  );
}

const what = ({ label, entity }: ActionDefinition, id: string): string => `${label} of the ${entity.label} ${id}`;

function shown({ progress: { status, date } }: ActionDefinition, entity: PropertyMap): string {
  return [status, date].map((name) => `${name} is ${jsonText(entity[name] ?? null)}`).join(", ");
}
