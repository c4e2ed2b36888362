import { execFileSync, spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { pathToFileURL } from "node:url";
import { parse } from "yaml";
import { appleVolumePurchaseProgramToken } from "../../../src/definitions/appleVolumePurchaseProgramToken";
import { type EntityDefinition, isArgument } from "../../../src/definitions/entity";
import { vppToken } from "../../../src/definitions/vppToken";
import { type SettingKey, settingKeys, settingName } from "../../../src/graph/config/settingKeys";
import { argumentRows } from "../../../src/provider/inputs/arguments";
import { root } from "../../support/pulumi";

interface TypeSpec {
  readonly type?: string;
  readonly $ref?: string;
  readonly items?: TypeSpec;
  readonly additionalProperties?: TypeSpec;
}

interface PropertySpec extends TypeSpec {
  readonly description?: string;
  readonly secret?: boolean;
  readonly defaultInfo?: { readonly environment: readonly string[] };
}

type Properties = Readonly<Record<string, PropertySpec>>;

interface ObjectSpec {
  readonly type?: string;
  readonly description?: string;
  readonly properties?: Properties;
  readonly required?: readonly string[];
  readonly enum?: readonly { readonly value: string; readonly name?: string }[];
}

interface ResourceSpec extends ObjectSpec {
  readonly inputProperties: Properties;
  readonly requiredInputs?: readonly string[];
  readonly aliases: readonly { readonly type: string }[];
  readonly deprecationMessage?: string;
}

interface FunctionSpec {
  readonly description: string;
  readonly inputs: ObjectSpec;
  readonly outputs: ObjectSpec;
}

interface Schema {
  readonly name: string;
  readonly config: { readonly variables: Properties };
  readonly provider: ResourceSpec;
  readonly types: Readonly<Record<string, ObjectSpec>>;
  readonly resources: Readonly<Record<string, ResourceSpec>>;
  readonly functions: Readonly<Record<string, FunctionSpec>>;
}

const schema: Schema = JSON.parse(readFileSync(join(root, "plugin", "schema.json"), "utf8"));
const entities: Readonly<Record<string, EntityDefinition>> = {
  VppToken: vppToken,
  AppleVolumePurchaseProgramToken: appleVolumePurchaseProgramToken,
};
const keys = Object.keys(settingKeys) as SettingKey[];

function resource(name: string): ResourceSpec {
  const found = schema.resources[`intune:index:${name}`];
  if (!found) throw new Error(`The schema has no resource ${name}.`);
  return found;
}

function functionNamed(name: string): FunctionSpec {
  const found = schema.functions[`intune:index:${name}`];
  if (!found) throw new Error(`The schema has no function ${name}.`);
  return found;
}

/** Every set of properties in the schema, with what is required of it, by the place where it is. */
function objects(): [string, Properties, readonly string[]][] {
  const ofObject = (
    place: string,
    { properties = {}, required = [] }: ObjectSpec,
  ): [string, Properties, readonly string[]] => [place, properties, required];
  const resources: [string, ResourceSpec][] = [["provider", schema.provider], ...Object.entries(schema.resources)];
  return [
    ["config", schema.config.variables, []],
    ...resources.flatMap(([token, spec]): [string, Properties, readonly string[]][] => [
      [`inputs of ${token}`, spec.inputProperties, spec.requiredInputs ?? []],
      ofObject(`outputs of ${token}`, spec),
    ]),
    ...Object.entries(schema.functions).flatMap(([token, { inputs, outputs }]) => [
      ofObject(`inputs of ${token}`, inputs),
      ofObject(`outputs of ${token}`, outputs),
    ]),
    ...Object.entries(schema.types).map(([token, spec]) => ofObject(token, spec)),
  ];
}

/** Whether a type is one of those that a schema knows, and everything it refers to is there. */
function isType(spec: TypeSpec): boolean {
  if (spec.$ref !== undefined) {
    return spec.$ref === "pulumi.json#/Any" || spec.$ref.replace(/^#\/types\//, "") in schema.types;
  }
  if (spec.type === "array") return spec.items !== undefined && isType(spec.items);
  if (spec.type === "object") return spec.additionalProperties !== undefined && isType(spec.additionalProperties);
  return ["string", "boolean", "integer", "number"].includes(spec.type ?? "");
}

/** The properties among them for which something doesn't hold, with their places. */
function offenders(holds: (property: PropertySpec, name: string) => boolean): string[] {
  return objects().flatMap(([place, properties]) =>
    Object.entries(properties).flatMap(([name, property]) => (holds(property, name) ? [] : [`${place}: ${name}`])),
  );
}

/** Jest can't import ES modules, so Node itself is asked what their functions answer. */
function answer(expression: string): unknown {
  const module = pathToFileURL(join(root, "tools/schema/manifest.mjs")).href;
  const code = `import * as manifest from ${JSON.stringify(module)};
    console.log(JSON.stringify((${expression}) ?? "nothing"))`;
  return JSON.parse(execFileSync(process.execPath, ["--input-type=module", "-e", code], { encoding: "utf8" }));
}

describe("the schema", () => {
  test("is what the definitions, the settings and the docstrings say", () => {
    const generator = join(root, "tools", "schema", "generate.mjs");
    const { stderr, status } = spawnSync(process.execPath, [generator, "--check"], { cwd: root, encoding: "utf8" });
    expect({ stderr, status }).toEqual({ stderr: "", status: 0 });
  });

  test("describes every property, and gives it a type that is there", () => {
    expect(offenders(({ description }) => (description ?? "").length > 10)).toEqual([]);
    expect(offenders(isType)).toEqual([]);
    expect(objects().flatMap(([, properties]) => Object.keys(properties)).length).toBeGreaterThan(100);
  });

  test("requires nothing that isn't a property, and uses no reserved name", () => {
    const unknown = objects().flatMap(([place, properties, required]) =>
      required.filter((name) => !(name in properties)).map((name) => `${place}: ${name}`),
    );
    expect(unknown).toEqual([]);
    expect(offenders((_, name) => !["urn", "pulumi"].includes(name))).toEqual([]);
    for (const { inputProperties, properties } of Object.values(schema.resources)) {
      expect({ ...inputProperties, ...properties }).not.toHaveProperty("id");
    }
    expect(schema.provider.inputProperties).not.toHaveProperty("version");
  });

  test("uses every type that it defines", () => {
    const text = JSON.stringify(schema);
    expect(Object.keys(schema.types).filter((token) => !text.includes(`#/types/${token}"`))).toEqual([]);
  });

  test("shows code in YAML and shell only, and each description on lines of its own", () => {
    const texts = [...Object.values(schema.resources), ...Object.values(schema.functions)].map(
      (each) => each.description ?? "",
    );
    const fences = texts.flatMap((text) => [...text.matchAll(/^```(\w+)$/gm)].map(([, language]) => language));
    expect([...new Set(fences)].sort()).toEqual(["sh", "yaml"]);
    expect(offenders(({ description }) => !/```|[^\n]\n[^\n]|In TypeScript/.test(description ?? ""))).toEqual([]);
  });
});

describe("the resources of the schema", () => {
  test("are the classes of the package, each with the dynamic type as its alias", () => {
    const aliases = Object.entries(schema.resources).map(([token, { aliases }]) => [token, aliases]);
    expect(Object.fromEntries(aliases)).toEqual({
      "intune:index:VppToken": [{ type: "pulumi-nodejs:dynamic/intune:VppToken" }],
      "intune:index:VppTokenLicenseSync": [{ type: "pulumi-nodejs:dynamic/intune:VppTokenLicenseSync" }],
      "intune:index:AppleVolumePurchaseProgramToken": [
        { type: "pulumi-nodejs:dynamic/intune:AppleVolumePurchaseProgramToken" },
      ],
    });
  });

  test("tell of the older entity that it is deprecated, and of no other", () => {
    const deprecated = Object.entries(schema.resources).filter(([, { deprecationMessage }]) => deprecationMessage);
    expect(deprecated.map(([token]) => token)).toEqual(["intune:index:AppleVolumePurchaseProgramToken"]);
    expect(deprecated[0]?.[1].deprecationMessage).toContain("Use VppToken");
  });

  test.each(Object.entries(entities))(
    "take what the provider takes of %s, and give what Intune gives",
    (name, definition) => {
      const { inputProperties, properties = {} } = resource(name);
      const settable = Object.entries(definition.properties).filter(([, row]) => isArgument(row));
      expect(Object.keys(inputProperties)).toEqual(expect.arrayContaining(settable.map(([key]) => key)));
      expect(Object.keys(inputProperties).filter((key) => !(key in argumentRows(definition)))).toEqual([]);
      const readable = Object.entries(definition.properties).filter(([, { writeOnly }]) => !writeOnly);
      expect(Object.keys(properties)).toEqual(expect.arrayContaining(readable.map(([key]) => key)));
    },
  );

  test.each(Object.entries(entities))(
    "give each property of %s its Graph name and mark those of beta",
    (name, { properties: rows }) => {
      const { inputProperties, properties = {} } = resource(name);
      const described = [...Object.entries(inputProperties), ...Object.entries(properties)].filter(
        ([key]) => key in rows,
      );
      const wrong = described.filter(([key, { description = "" }]) => {
        const isMarked = /\bbeta\b/i.test(description) || rows[key]?.versions.includes("v1.0");
        return !isMarked || !new RegExp(`Graph: \`(\\w+\\.)?${key}\``).test(description);
      });
      expect(wrong.map(([key]) => key)).toEqual([]);
    },
  );

  test("take the token as a secret, and have no output for it", () => {
    const secrets = offenders(({ secret }) => !secret).filter((place) => /intune:index:\w+: token$/.test(place));
    expect(secrets).toEqual([
      "inputs of intune:index:VppToken: token",
      "inputs of intune:index:AppleVolumePurchaseProgramToken: token",
    ]);
    expect(resource("VppToken").properties).not.toHaveProperty("token");
    expect(resource("VppToken").properties).toHaveProperty("lastAppliedDateTime");
  });

  test("need only what says where an entity is", () => {
    expect(resource("VppToken").requiredInputs).toBeUndefined();
    expect(resource("AppleVolumePurchaseProgramToken").requiredInputs).toEqual(["organizationId"]);
    expect(resource("VppTokenLicenseSync").requiredInputs).toEqual(["vppTokenId"]);
  });

  test("take an enumeration's members alone, and answer with any string", () => {
    const values = (token: string) => schema.types[token]?.enum?.map(({ value }) => value);
    const { inputProperties, properties = {} } = resource("VppToken");
    expect(inputProperties.vppTokenAccountType?.$ref).toBe("#/types/intune:index:VppTokenAccountType");
    expect(values("intune:index:VppTokenAccountType")).toEqual(vppToken.properties.vppTokenAccountType.members);
    expect(values("intune:index:ApiVersion")).toEqual(["v1.0", "beta"]);
    expect(properties.vppTokenAccountType?.type).toBe("string");
    const { members, betaMembers } = vppToken.properties.state;
    for (const member of [...members, ...betaMembers]) expect(properties.state?.description).toContain(`\`${member}\``);
  });

  test("set no default, since what is unset is not managed", () => {
    expect(offenders((property) => !("default" in property))).toEqual([]);
  });
});

describe("the configuration of the schema", () => {
  const isSecret = (key: SettingKey) => "secret" in settingKeys[key];

  test("has every key, as a string or a switch, with its variables and whether it is a secret", () => {
    expect(Object.keys(schema.config.variables)).toEqual([...keys, "connections"]);
    for (const properties of [schema.config.variables, schema.provider.inputProperties]) {
      for (const key of keys) {
        expect(properties[key]?.type).toBe(["useOidc", "useMsi", "useCli"].includes(key) ? "boolean" : "string");
        expect(properties[key]?.secret ?? false).toBe(isSecret(key));
        for (const level of ["INTUNE_", "ARM_", "AZURE_"] as const) {
          expect(properties[key]?.description).toContain(settingName("intune", key, level) ?? "");
        }
      }
    }
  });

  test("has default variables for the stack's keys, and none for a provider, whose inputs end in the state", () => {
    for (const key of keys) {
      expect(schema.config.variables[key]?.defaultInfo?.environment).toEqual([settingName("intune", key, "INTUNE_")]);
      expect(schema.provider.inputProperties[key]).not.toHaveProperty("defaultInfo");
    }
  });

  test("is what an explicit provider takes, but for the connections", () => {
    expect(Object.keys(schema.provider.inputProperties)).toEqual(keys);
  });

  test("has the same keys for each of the connections, and no variables there", () => {
    expect(schema.config.variables.connections?.additionalProperties).toEqual({
      $ref: "#/types/intune:index:Connection",
    });
    const { properties = {} } = schema.types["intune:index:Connection"] ?? {};
    expect(Object.keys(properties)).toEqual(keys);
    for (const key of keys) {
      expect(properties[key]?.secret ?? false).toBe(isSecret(key));
      expect(properties[key]).not.toHaveProperty("defaultInfo");
    }
  });
});

describe("the functions of the schema", () => {
  test("answer with a token, or with a list under a name", () => {
    expect(Object.keys(schema.functions)).toEqual([
      "intune:index:getVppToken",
      "intune:index:getVppTokens",
      "intune:index:getVppTokenLicenses",
    ]);
    const itemOf = (name: string, list: string) => functionNamed(name).outputs.properties?.[list]?.items?.$ref;
    expect(Object.keys(functionNamed("getVppToken").outputs.properties ?? {})).toContain("expirationDateTime");
    expect(itemOf("getVppTokens", "tokens")).toBe("#/types/intune:index:VppTokenEntity");
    expect(itemOf("getVppTokenLicenses", "licenses")).toBe("#/types/intune:index:VppTokenLicenseSummary");
    expect(functionNamed("getVppTokenLicenses").inputs.required).toEqual(["bundleId"]);
  });

  test("and the resources tell what `connection` is for either provider", () => {
    const described = [...objects()].flatMap(([, { connection }]) => connection?.description ?? []);
    expect(described).toHaveLength(6);
    for (const text of described) expect(text).toMatch(/dynamic provider.+plugin.+`intune:connections`/);
  });
});

describe("the examples of the schema", () => {
  const folder = join(root, "tools/schema/examples");
  const programs = readdirSync(folder).map((file): [string, string] => [
    basename(file, ".yaml"),
    readFileSync(join(folder, file), "utf8"),
  ]);

  interface Program {
    readonly config?: Readonly<Record<string, unknown>>;
    readonly resources?: Readonly<Record<string, { readonly type: string; readonly properties: object }>>;
    readonly variables?: Readonly<
      Record<string, { readonly "fn::invoke": { readonly function: string; readonly arguments: object } }>
    >;
  }

  test("are one for each resource and function", () => {
    const names = [...Object.keys(schema.resources), ...Object.keys(schema.functions)].map(
      (token) => token.split(":")[2],
    );
    expect(programs.map(([name]) => name).sort()).toEqual(names.sort());
  });

  test.each(programs)("of %s declare what there is, and read what there is", (name, text) => {
    const { config = {}, resources = {}, variables = {} }: Program = parse(text);
    const outputs = new Map<string, readonly string[]>(Object.keys(config).map((key) => [key, []]));
    const used: string[] = [];
    for (const [key, { type, properties }] of Object.entries(resources)) {
      const spec = resource(type.replace("intune:", ""));
      used.push(type);
      expect(Object.keys(spec.inputProperties)).toEqual(expect.arrayContaining(Object.keys(properties)));
      expect(Object.keys(properties)).toEqual(expect.arrayContaining([...(spec.requiredInputs ?? [])]));
      outputs.set(key, ["id", ...Object.keys(spec.properties ?? {})]);
    }
    for (const [key, { "fn::invoke": call }] of Object.entries(variables)) {
      const { inputs, outputs: answered } = functionNamed(call.function.replace("intune:", ""));
      used.push(call.function);
      expect(Object.keys(inputs.properties ?? {})).toEqual(expect.arrayContaining(Object.keys(call.arguments)));
      outputs.set(key, Object.keys(answered.properties ?? {}));
    }
    expect(used).toContain(`intune:${name}`);
    const references = [...text.matchAll(/\$\{([\w-]+)(?:\.(\w+))?\}/g)];
    expect(references.length).toBeGreaterThan(0);
    for (const [, key = "", property] of references) {
      expect([...outputs.keys()]).toContain(key);
      if (property !== undefined) expect(outputs.get(key)).toContain(property);
    }
  });
});

describe("what the schema takes from package.json", () => {
  test("is the repository on GitHub, in every form that npm knows", () => {
    const forms = [
      '"https://github.com/contoso/pulumi-intune"',
      '{ url: "git+https://github.com/contoso/pulumi-intune.git" }',
      '{ url: "git+ssh://git@github.com/contoso/pulumi-intune.git" }',
      '"github:contoso/pulumi-intune"',
      '"contoso/pulumi-intune"',
    ];
    const asked = forms.map((form) => `manifest.gitHubRepository({ repository: ${form} })`);
    expect(answer(`[${asked.join(", ")}]`)).toEqual(forms.map(() => "contoso/pulumi-intune"));
    expect(answer("manifest.gitHubRepository({})")).toBe("nothing");
    expect(answer('manifest.gitHubRepository({ repository: "https://gitlab.com/contoso/pulumi-intune" })')).toBe(
      "nothing",
    );
  });

  test("leads to where the plugin can be downloaded", () => {
    expect(answer('manifest.pluginDownloadURL("contoso/pulumi-intune")')).toBe(
      "github://api.github.com/contoso/pulumi-intune",
    );
    expect(answer('manifest.languageSpecs("contoso/pulumi-intune").go.importBasePath')).toBe(
      "github.com/contoso/pulumi-intune/sdk/go/intune",
    );
  });
});
