import { readFileSync } from "node:fs";
import { join } from "node:path";
import { checkedOidcSources } from "../../src/graph/config/oidcSource";
import { root } from "../support/pulumi";

const variablesIn = (text: string) => [...new Set(text.match(/\b[A-Z]+(_[A-Z]+)+\b/g))];

describe("docs/configuration.md", () => {
  const page = readFileSync(join(root, "docs", "configuration.md"), "utf8");
  const [, pipelines = ""] = page.split("## OpenID Connect in a pipeline\n");
  const checkedNames = variablesIn(
    checkedOidcSources({ namespace: "intune", configured: () => undefined, environment: {} }).join(" "),
  );

  test("names every variable that a token for OpenID Connect is looked for in", () => {
    expect(checkedNames.length).toBeGreaterThan(10);
    expect(variablesIn(page)).toEqual(expect.arrayContaining(checkedNames));
  });

  test("names no other variable of pipelines", () => {
    const [section = ""] = pipelines.split("\n## ");
    expect(variablesIn(section).length).toBeGreaterThan(7);
    expect(checkedNames).toEqual(expect.arrayContaining(variablesIn(section)));
  });
});
