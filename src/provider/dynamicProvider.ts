import type { dynamic } from "@pulumi/pulumi";
import { connectionFrom } from "./connection";
import { Lifecycle } from "./lifecycle";
import { loadDefinition } from "./loadDefinition";
import type { Plain } from "./plain";
import { forTheEngine, UserError } from "./userError";

/**
 * The door through which Pulumi's dynamic provider host reaches the core. State written by any released version calls
 * this function by this name, with the name of an entity's definition.
 */
export function provider(entity: string): dynamic.ResourceProvider {
  // The host calls methods before `configure` has ended, so each of them waits for this.
  let configured: (read: (key: string) => string | undefined) => void = () => {};
  const configuration = new Promise<(key: string) => string | undefined>((resolve) => {
    configured = resolve;
  });
  const life = new Lifecycle(loadDefinition(entity), {
    connection: async () => connectionFrom(await configuration),
    now: () => new Date(),
  });

  return {
    configure: async (request: dynamic.ConfigureRequest) => configured((key) => request.config.get(key)),
    check: (olds, news) =>
      guarded(async () => {
        const { inputs, failures } = await life.check(existing(olds), withoutProvider(news)).catch(asFailure(news));
        // Pulumi prints the value of the property that a failure names, secrets included, so the reason names it.
        const named = failures.map(({ property, reason }) => ({
          property: "",
          reason: property === "" ? reason : `${property} ${reason}`,
        }));
        return { inputs, failures: named };
      }),
    diff: (_id, olds, news) =>
      guarded(async () => {
        const changed = life.diff(withoutProvider(olds), withoutProvider(news));
        // Only matters where a user asks for a replacement: two entities for one token at a time would break both.
        return { changes: changed.length > 0, deleteBeforeReplace: true };
      }),
    create: (inputs) =>
      guarded(async () => {
        const { id, state } = await life.create(withoutProvider(inputs));
        return { id, outs: state };
      }),
    read: (id, props) =>
      guarded(async () => {
        const live = await life.read(id, withoutProvider(props));
        return live ? { id, props: live.state, inputs: live.inputs } : {};
      }),
    update: (id, olds, news) =>
      guarded(async () => ({ outs: await life.update(id, withoutProvider(olds), withoutProvider(news)) })),
    delete: (id, props) => guarded(() => life.delete(id, withoutProvider(props))),
  };
}

/** The host's protocol takes JSON's values only (an `undefined` ends in "Unexpected struct type."), and plain errors. */
async function guarded<T>(work: () => Promise<T>): Promise<T> {
  try {
    const result = await work();
    return result === undefined ? result : JSON.parse(JSON.stringify(result));
  } catch (error) {
    throw forTheEngine(error);
  }
}

/** A resource that doesn't exist yet has no old inputs, not even the provider's text. */
function existing(olds: Plain): Plain | undefined {
  return "__provider" in olds ? withoutProvider(olds) : undefined;
}

function withoutProvider({ __provider: _, ...rest }: Plain): Plain {
  return rest;
}

function asFailure(inputs: Plain) {
  return (error: unknown) => {
    if (!(error instanceof UserError)) throw error;
    return { inputs, failures: [{ property: "", reason: error.message }] };
  };
}
