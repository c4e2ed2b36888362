import { join } from "node:path";
import { root } from "./pulumi";

type Values = Readonly<Record<string, unknown>>;

/** The sections of a program in YAML, in plain data. */
export interface YamlSections {
  /** By their names. */
  readonly resources?: Values;
  readonly variables?: Values;
  readonly outputs?: Values;
  /** The declaration of the stack's configuration. */
  readonly config?: Values;
}

/** The files of a program in YAML that finds the native plugin of this clone. JSON is YAML, so nothing needs quoting. */
export function yamlProgram(project: string, sections: YamlSections): Record<string, string> {
  const plugins = { providers: [{ name: "intune", path: join(root, "plugin") }] };
  const lines = Object.entries({ plugins, ...sections }).map(
    ([name, section]) => `${name}: ${JSON.stringify(section)}`,
  );
  return { "Pulumi.yaml": [`name: ${project}`, "runtime: yaml", ...lines, ""].join("\n") };
}

/** A VPP token as such a program declares it. */
export function yamlToken(properties: Values, options: Values = {}): Values {
  return { type: "intune:VppToken", properties, options };
}

/** Stands for a value of the program's, such as `london.id`. */
export function reference(path: string): string {
  return `\${${path}}`;
}
