import * as pulumi from "@pulumi/pulumi";

/** A resource as a program declares it: what it would send to its provider. */
export interface Declared {
  readonly type: string;
  readonly name: string;
  readonly inputs: Readonly<Record<string, unknown>>;
}

interface Setting {
  readonly project: string;
  readonly configuration: Readonly<Record<string, string>>;
  readonly secrets: readonly string[];
}

/** The application permissions that Microsoft Graph is taken to have: more than a program should ask for. */
const graphPermissions = ["ServiceConfig", "Apps", "Configuration"].flatMap((area) =>
  ["Read", "ReadWrite"].map((access) => `DeviceManagement${area}.${access}.All`),
);

/** What the program declares, with Pulumi's mocks in place of the engine, Entra and Intune. Once a test file. */
export async function declaredBy(program: string, { project, configuration, secrets }: Setting): Promise<Declared[]> {
  const declared: Declared[] = [];
  await pulumi.runtime.setMocks(
    {
      newResource: ({ type, name, inputs }) => {
        declared.push({ type, name, inputs });
        return { id: `id of ${name}`, state: { ...inputs, clientId: `client ${name}`, objectId: `object ${name}` } };
      },
      call: ({ token, inputs }) =>
        token === "azuread:index/getApplicationPublishedAppIds:getApplicationPublishedAppIds"
          ? { result: { MicrosoftGraph: "graph" } }
          : {
              ...inputs,
              objectId: `principal of ${inputs.clientId}`,
              appRoleIds: Object.fromEntries(graphPermissions.map((name) => [name, `role ${name}`])),
            },
    },
    project,
    "production",
  );
  pulumi.runtime.setAllConfig({ ...configuration }, [...secrets]);
  jest.requireActual(program);
  await pulumi.runtime.disconnect();
  return declared;
}
