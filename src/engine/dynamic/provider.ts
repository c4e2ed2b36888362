import type { dynamic } from "@pulumi/pulumi";
import { readSource } from "../../apple/tokenSource";
import { UserError } from "../../errors";
import { type Configuration, Connections } from "../../graph/connections";
import { systemClock } from "../../graph/retry/clock";
import type { PropertyMap } from "../../provider/propertyMap";
import { handlerFor } from "../../provider/registry";
import { Run } from "../../provider/run/run";
import { programKey, stateKeys } from "../../provider/state/keys";
import { CallOrigins } from "./callOrigins";
import { DynamicResource, inputsAreReliable, type StateWriter } from "./dynamicResource";
import { endWithEngine } from "./endWithEngine";
import { warnThroughEngine } from "./engineLog";
import { keepingEntity, toHostError } from "./hostError";
import { readProgramContext } from "./programContext";

/** A process of the host lives as long as one run of the engine, and serves all definitions. */
const run = new Run(new Connections(process.env));
const origins = new CallOrigins();

/**
 * The door through which Pulumi's dynamic provider host reaches the core. State written by any released version calls
 * this function by this name, with the name of a definition.
 */
export function provider(name: string): dynamic.ResourceProvider {
  endWithEngine();
  // The host calls methods before `configure` has ended, so each of them waits for this.
  let configured: (configuration: Configuration) => void = () => {};
  const configuration = new Promise<Configuration>((resolve) => {
    configured = resolve;
  });
  const handler = handlerFor(name, {
    run,
    connection: async (namespace) => run.connections.from(await configuration, namespace),
    ...systemClock,
    // The host tells of no time limit and of no cancellation.
    operation: () => ({}),
    readSource,
    log: (sentence) => console.log(sentence),
    warn: warnThroughEngine,
  });
  const resource = new DynamicResource(handler, origins, systemClock.now);

  return {
    configure: async (request: dynamic.ConfigureRequest) => configured((key) => request.config.get(key)),
    check: (olds, news) => guarded(() => check(resource, existing(olds), news)),
    diff: (id, olds, news) =>
      guarded(async () => {
        const changed = await resource.diff(id, withoutProvider(olds), withoutProvider(news), writerOf(olds));
        return {
          ...verdict(changed.length > 0, olds),
          // Only matters where a user asks for a replacement: two entities for one token at a time would break both.
          deleteBeforeReplace: true,
        };
      }),
    create: (inputs) =>
      guarded(async () => {
        const { id, state } = await resource.create(withoutProvider(inputs)).catch(keepingEntity(inputs));
        return { id, outs: state };
      }),
    read: (id, props) =>
      guarded(async () => {
        const live = await resource.read(id, withoutProvider(props));
        return live ? { id, props: live.state, inputs: live.inputs } : {};
      }),
    update: (id, olds, news) =>
      guarded(async () => {
        const outs = await resource
          .update(id, withoutProvider(olds), withoutProvider(news), writerOf(olds))
          .catch(keepingEntity(news));
        return { outs };
      }),
    delete: (id, props) => guarded(() => resource.delete(id, withoutProvider(props))),
  };
}

/** The host runs the text in a state to refresh and delete a resource. The plugin's states have none. */
function writerOf(state: PropertyMap): StateWriter {
  return stateKeys.provider in state ? "this door" : "plugin";
}

/**
 * A state of the plugin is rewritten, though nothing is sent: without the provider's text the host could do nothing with it.
 * A plain "yes" leaves the engine without the names of what changes, which it needs for its displays and for
 * `replaceOnChanges`. "Unknown" makes it compare the inputs of state and program by itself, where those can be trusted.
 */
function verdict(changes: boolean, state: PropertyMap): { changes?: boolean } {
  if (writerOf(state) === "plugin") return { changes: true };
  return changes && inputsAreReliable(state) ? {} : { changes };
}

/** The host's protocol takes JSON's values only (an `undefined` ends in "Unexpected struct type."), and plain errors. */
async function guarded<T>(work: () => Promise<T>): Promise<T> {
  try {
    const result = await work();
    return result === undefined ? result : JSON.parse(JSON.stringify(result));
  } catch (error) {
    throw toHostError(error);
  }
}

/** Pulumi prints the value of the property that a failure names, secrets included, so the reason names it. */
async function check(
  resource: DynamicResource,
  olds: PropertyMap | undefined,
  news: PropertyMap,
): Promise<dynamic.CheckResult> {
  const { [programKey]: program, ...declared } = withoutProvider(news);
  try {
    const { inputs, failures, notes } = await resource.check(olds, declared, readProgramContext(program));
    // The engine shows what is printed under the stack. Among the inputs a note would be a change against a saved plan.
    for (const note of notes) console.log(note);
    return {
      inputs,
      failures: failures.map(({ property, reason }) => ({ property: "", reason: `${property} ${reason}`.trim() })),
    };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return { inputs: declared, failures: [{ property: "", reason: error.message }] };
  }
}

/** A resource that doesn't exist yet has no old inputs, not even the provider's text; those of the plugin have no such text. */
function existing(olds: PropertyMap): PropertyMap | undefined {
  return Object.keys(olds).length > 0 ? withoutProvider(olds) : undefined;
}

function withoutProvider({ [stateKeys.provider]: _, ...rest }: PropertyMap): PropertyMap {
  return rest;
}
