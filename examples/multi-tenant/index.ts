import * as pulumi from "@pulumi/pulumi";
import * as intune from "pulumi-intune";

// A connection is a namespace of configuration. It holds the tenant's credentials (contoso:tenantId, contoso:clientId,
// contoso:clientSecret …), and here what is declared of the tenant too (contoso:vppToken, contoso:appleId).
const tenants = ["contoso", "fabrikam"];

export const expires = Object.fromEntries(
  tenants.map((tenant) => {
    const config = new pulumi.Config(tenant);
    const token = new intune.VppToken(tenant, {
      connection: tenant,
      token: config.requireSecret("vppToken"),
      appleId: config.require("appleId"),
    });
    return [tenant, token.expirationDateTime];
  }),
);
