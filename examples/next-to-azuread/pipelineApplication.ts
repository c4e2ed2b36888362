import * as azuread from "@pulumi/azuread";
import * as pulumi from "@pulumi/pulumi";

/** An identity outside Entra that may sign in as the application, as its tokens say: the claims `iss`, `sub` and `aud`. */
export interface Trust {
  readonly issuer: string;
  readonly subject: string;
  /** `api://AzureADTokenExchange`, unless the issuer asks for another one. */
  readonly audience?: string;
}

interface PipelineApplicationArgs {
  readonly displayName: string;
  /** Application permissions of Microsoft Graph, by name. Each is granted, which is what "admin consent" does. */
  readonly permissions: readonly string[];
  /** By the name that each is to have in Entra. */
  readonly trusts: Readonly<Record<string, Trust>>;
}

/** An application without a secret, for a pipeline that signs in with OpenID Connect. */
export class PipelineApplication extends pulumi.ComponentResource {
  readonly clientId: pulumi.Output<string>;

  constructor(name: string, { displayName, permissions, trusts }: PipelineApplicationArgs) {
    super("intune-next-to-azuread:index:PipelineApplication", name);
    const parent = { parent: this };
    // The tenant's own principal of Microsoft Graph knows the ids of its permissions.
    const graphId = azuread.getApplicationPublishedAppIdsOutput(parent).apply(({ result }) => result.MicrosoftGraph);
    const graph = azuread.getServicePrincipalOutput({ clientId: graphId }, parent);
    const roles = permissions.map((permission) => ({ permission, id: roleId(graph, permission) }));

    const application = new azuread.Application(
      name,
      {
        displayName,
        preventDuplicateNames: true,
        requiredResourceAccesses: [
          { resourceAppId: graph.clientId, resourceAccesses: roles.map(({ id }) => ({ id, type: "Role" })) },
        ],
      },
      parent,
    );
    const principal = new azuread.ServicePrincipal(name, { clientId: application.clientId }, parent);
    const grants = roles.map(
      ({ permission, id }) =>
        new azuread.AppRoleAssignment(
          `${name}-${permission}`,
          { appRoleId: id, principalObjectId: principal.objectId, resourceObjectId: graph.objectId },
          parent,
        ),
    );
    for (const [trusted, { issuer, subject, audience = "api://AzureADTokenExchange" }] of Object.entries(trusts)) {
      new azuread.ApplicationFederatedIdentityCredential(
        `${name}-${trusted}`,
        { applicationId: application.id, displayName: trusted, issuer, subject, audiences: [audience] },
        parent,
      );
    }
    // Whoever waits for the client id waits for what it may do, too.
    this.clientId = pulumi.all([application.clientId, ...grants.map(({ id }) => id)]).apply(([clientId]) => clientId);
    this.registerOutputs({ clientId: this.clientId });
  }
}

function roleId(graph: pulumi.Output<azuread.GetServicePrincipalResult>, permission: string): pulumi.Output<string> {
  return graph.appRoleIds.apply((ids) => {
    const id = ids[permission];
    if (id === undefined)
      throw new Error(`Microsoft Graph has no application permission ${permission} in this tenant.`);
    return id;
  });
}
