import { readSource } from "../../apple/tokenSource";
import { UserError } from "../../errors";
import { type Configuration, Connections } from "../../graph/connections";
import { type Clock, systemClock } from "../../graph/retry/clock";
import type { RunContext } from "../../provider/handler";
import { findVppToken, listVppTokenLicenses, listVppTokens } from "../../provider/lookup/lookups";
import { tenantOf } from "../../provider/lookup/tenant";
import type { PropertyMap } from "../../provider/propertyMap";
import { handlerFor } from "../../provider/registry";
import { boundedClock, operationBounds } from "../../provider/run/operation";
import { Run } from "../../provider/run/run";
import { configurationOf, namespaceOf } from "./configuration";
import type { EngineLog } from "./engineLog";
import { Operations } from "./operations";
import { PluginResource } from "./pluginResource";

/** The package's name in type tokens. */
const packageName = "intune";

/** The kinds of resources, by the last part of their type, and the definition of each. */
const resourceTypes: Readonly<Record<string, string>> = {
  VppToken: "vppToken",
  VppTokenLicenseSync: "vppTokenLicenseSync",
  AppleVolumePurchaseProgramToken: "appleVolumePurchaseProgramToken",
};

/** The server keeps the process alive. A wait doesn't: an operation that was stopped leaves its waits behind. */
const clock: Clock = { ...systemClock, sleep: systemClock.timeout };

/** What a process of the plugin holds: it serves one provider of one run of the engine. */
export class Plugin {
  private readonly operations = new Operations(clock.now);
  private readonly run: Run;
  private readonly resources = new Map<string, PluginResource>();
  private configuration: Configuration = () => undefined;

  /**
   * @param version Of this package.
   * @param schema The package's schema, as JSON.
   */
  constructor(
    readonly version: string,
    readonly schema: () => string,
    environment: NodeJS.ProcessEnv,
    private readonly engineLog: EngineLog,
  ) {
    const bounds = operationBounds(clock, () => this.operations.get());
    const log = (sentence: string) => void this.info(sentence);
    // Its clock is shared by all operations, and each of its calls keeps within the bounds of its own.
    this.run = new Run(new Connections(environment, { ...clock, bounds, log }));
    const context: RunContext = {
      ...boundedClock(clock, bounds),
      log,
      run: this.run,
      connection: async (namespace) => this.connection(namespace),
      operation: () => this.operations.get(),
      readSource,
      warn: (sentence) => this.warn(sentence),
    };
    for (const [type, definition] of Object.entries(resourceTypes)) {
      const resource = new PluginResource(handlerFor(definition, context), (sentence) => this.warn(sentence));
      this.resources.set(type, resource);
    }
  }

  connectEngine(address: string): void {
    if (address !== "") this.engineLog.connect(address);
  }

  configure(inputs: PropertyMap): void {
    this.configuration = configurationOf(inputs);
  }

  /**
   * The resources of the kind that a URN names.
   * @throws UserError when there is no such kind
   */
  resource(urn: string): PluginResource {
    const type = urn.split("::")[2]?.split("$").pop() ?? "";
    const [pkg, , name = ""] = type.split(":");
    const resource = pkg === packageName ? this.resources.get(name) : undefined;
    // A stack that comes from the dynamic provider is deleted, and read, under the type that it has in the state.
    const dynamic = this.resources.get(type.split(":").pop() ?? "");
    const found = resource ?? dynamic;
    if (found) return found;
    throw new UserError(
      `The package ${packageName} has no resource of the type ${type}. The types are ${typeNames()}.`,
    );
  }

  /** @throws UserError */
  async lookUp(token: string, args: PropertyMap): Promise<PropertyMap> {
    const open = (connection: string | undefined) => tenantOf(this.connection(connection ?? packageName));
    switch (token) {
      case `${packageName}:index:getVppToken`:
        return { ...(await findVppToken(args, open)) };
      case `${packageName}:index:getVppTokens`:
        return { tokens: await listVppTokens(args, open) };
      case `${packageName}:index:getVppTokenLicenses`:
        return { licenses: await listVppTokenLicenses(args, open) };
      default:
        throw new UserError(`The package ${packageName} has no function ${token}.`);
    }
  }

  /** @param timeoutSeconds The time limit that the program set; 0 for none. */
  operate<T>(urn: string | undefined, timeoutSeconds: number, work: () => Promise<T>): Promise<T> {
    return this.operations.run(urn, timeoutSeconds, work);
  }

  cancel(): void {
    this.operations.cancel();
  }

  private connection(namespace: string) {
    return this.run.connections.from(this.configuration, namespaceOf(namespace));
  }

  private info(sentence: string): Promise<void> {
    return this.engineLog.info(sentence, this.operations.get().resource);
  }

  private warn(sentence: string): Promise<void> {
    return this.engineLog.warn(sentence, this.operations.get().resource);
  }
}

function typeNames(): string {
  return Object.keys(resourceTypes)
    .map((name) => `${packageName}:${name}`)
    .join(", ");
}
