import type { ApiVersion } from "../definitions/entity";
import { tenantGuid, tenantOfAccessToken } from "./auth/accessToken";
import { type ConnectionSettings, connectionSettings, defaultNamespace } from "./config/settings";
import { type ConnectionEffects, connect } from "./connect";
import type { GraphEntities } from "./entities";

/** A tenant to talk to. */
export interface Connection {
  readonly graph: GraphEntities;
  /** The namespace of configuration that it stems from, for messages. */
  readonly namespace: string;
  /** The version of Graph that the configuration asks for. */
  readonly apiVersion: ApiVersion | undefined;
  readonly tenant: Tenant;
}

/** Which tenant a connection reaches, as far as that can be known. */
export interface Tenant {
  /** Base of Graph's addresses: no two services share a tenant. */
  readonly graphEndpoint: string;
  /** The same for two connections that sign in alike. In memory only: it holds secrets. */
  readonly credential: string;
  /** The tenant's GUID: the configured one, else that of an access token that was given or used already; undefined otherwise. */
  readonly guid: string | undefined;
  /** The same, and signs in where that is needed to know it. It never fails: what is not known is undefined. */
  identify(): Promise<string | undefined>;
}

/** Reads a key of the stack's configuration, such as `intune:tenantId`. */
export type Configuration = (key: string) => string | undefined;

/** The connections of a process: one for the same settings, whoever asks, since it holds the access token. */
export class Connections {
  private readonly known = new Map<string, Connection>();

  /**
   * @param environment The variables that serve where the configuration says nothing.
   * @param effects How they wait, and where notices of long waits go. Default: standard output, which Pulumi shows under the stack.
   */
  constructor(
    private readonly environment: NodeJS.ProcessEnv,
    private readonly effects: Partial<ConnectionEffects> = {},
  ) {}

  /**
   * The connection that the stack's configuration and the environment describe. Nothing is sent.
   *
   * @param configured Reads the stack's configuration.
   * @param namespace The namespace of its keys.
   * @throws SettingsError when they are incomplete or contradict each other; its message is for the user.
   */
  from(configured: Configuration, namespace: string = defaultNamespace): Connection {
    const settings = connectionSettings(namespace, configured, this.environment);
    const key = JSON.stringify(settings);
    const connection = this.known.get(key) ?? connectionOf(settings, this.effects);
    this.known.set(key, connection);
    return connection;
  }
}

/** The connection that these settings describe. Nothing is sent. */
export function connectionOf(settings: ConnectionSettings, effects?: Partial<ConnectionEffects>): Connection {
  const graph = connect(settings, effects);
  return {
    graph,
    namespace: settings.namespace,
    apiVersion: settings.apiVersion,
    tenant: tenantOf(settings, () => graph.tenantOfAccessToken()),
  };
}

function tenantOf(settings: ConnectionSettings, acquired: () => Promise<string | undefined>): Tenant {
  const { namespace: _, signInFrom: __, apiVersion: ___, ...signIn } = settings;
  const configured = "tenantId" in settings ? tenantGuid(settings.tenantId) : undefined;
  // A given access token may name its tenant: nothing needs to be requested for that.
  let known = configured ?? ("accessToken" in settings ? tenantOfAccessToken(settings.accessToken) : undefined);
  return {
    graphEndpoint: settings.graphEndpoint,
    credential: JSON.stringify(signIn),
    get guid() {
      return known;
    },
    identify: async () => {
      known ??= await acquired();
      return known;
    },
  };
}
