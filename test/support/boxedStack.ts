import { type Declared, type Door, dynamicDoor } from "./doors";
import { type Intune, startIntune } from "./intune";
import { type Middlebox, startMiddlebox } from "./middlebox";
import { type Run, Stack } from "./pulumi";

type Values = Readonly<Record<string, unknown>>;

/** A local Intune, a middlebox before it, and a stack whose program declares tokens and reaches Intune through the box. */
export interface BoxedStack {
  readonly intune: Intune;
  readonly box: Middlebox;
  readonly stack: Stack;
  /** The program declares these tokens, in this order. */
  declare(...resources: readonly Declared[]): void;
  /** The methods of the requests that came to the box, in order. */
  methods(): string[];
  /** The requests that change something, in short: `PATCH <id>`, or `POST`. */
  writes(): string[];
  /** The live entities. */
  tenant(): Promise<readonly Values[]>;
  /** The live entity of the resource. */
  live(name: string): Promise<Values | undefined>;
  /** The id that the state holds for the resource; undefined when the state lacks it. */
  idOf(name: string): string | undefined;
  refresh(...args: string[]): Promise<Run>;
  /** The check for drift of a pipeline. */
  drift(): Promise<Run>;
  destroy(): Promise<Run>;
  close(): Promise<void>;
}

/** @param variables More variables for the CLI; they win over those that lead to the box. */
export async function startBoxedStack(
  project: string,
  settings: Parameters<typeof startIntune>[0] = {},
  variables: Record<string, string> = {},
  door: Door = dynamicDoor,
): Promise<BoxedStack> {
  const intune = await startIntune(settings);
  const box = await startMiddlebox(intune.url);
  const close = async () => {
    await box.close();
    await intune.close();
  };
  const environment = { ...intune.variables, INTUNE_GRAPH_ENDPOINT: box.url, ...variables };
  const stack = await Stack.create(door.files(project, []), environment).catch(async (error) => {
    await close();
    throw error;
  });
  const tenant = async () => (await intune.send("GET", "/vppTokens?$top=500")).value as readonly Values[];
  const idOf = (name: string) => stack.resources().find(({ urn }) => urn.endsWith(`::${name}`))?.id;
  return {
    intune,
    box,
    stack,
    declare: (...resources) => stack.write(door.files(project, resources)),
    methods: () => box.requests.map(({ method }) => method),
    writes: () =>
      box.requests
        .filter(({ method }) => method !== "GET")
        .map(({ method, path }) => (method === "POST" ? method : `${method} ${path.split("/").at(-1)}`)),
    tenant,
    live: async (name) => {
      const id = idOf(name);
      return (await tenant()).find((entity) => entity.id === id);
    },
    idOf,
    refresh: (...args) => stack.refresh(...args),
    drift: () => stack.drift("--diff"),
    destroy: () => stack.destroy(),
    close: async () => {
      stack.remove();
      await close();
    },
  };
}
