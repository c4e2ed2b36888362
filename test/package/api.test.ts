import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Extractor, ExtractorConfig } from "@microsoft/api-extractor";
import { root } from "../support/pulumi";

/** What can be imported from the compiled package now, and what the extractor thinks wrong with it. */
function publicApi(configuration: string, report: string) {
  const configObjectFullPath = join(root, configuration);
  const configObject = ExtractorConfig.loadFile(configObjectFullPath);
  const folder = mkdtempSync(join(tmpdir(), "pulumi-intune-api-"));
  try {
    const config = ExtractorConfig.prepare({
      configObject: {
        ...configObject,
        apiReport: { enabled: true, ...configObject.apiReport, reportTempFolder: folder },
      },
      configObjectFullPath,
      packageJsonFullPath: join(root, "package.json"),
    });
    const warnings: string[] = [];
    // Some are handed to the callback, and some are written into the report instead.
    Extractor.invoke(config, {
      messageCallback: (message) => {
        message.handled = true;
        const isAboutTheReport = message.messageId.startsWith("console-");
        if (message.logLevel === "warning" && !isAboutTheReport) warnings.push(message.formatMessageWithLocation(root));
      },
    });
    const text = readFileSync(join(folder, report), "utf8");
    return { text, warnings: [...warnings, ...(text.match(/Warning: .+/g) ?? [])] };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

describe.each([
  { entry: "pulumi-intune", configuration: "api-extractor.json", report: "pulumi-intune.api.md" },
  // Its classes inherit under names that the compiler gives, which nobody can export; the report holds what they inherit.
  { entry: "pulumi-intune/native", configuration: "api-extractor.native.json", report: "pulumi-intune-native.api.md" },
])("the public API of $entry", ({ configuration, report }) => {
  let api: ReturnType<typeof publicApi>;

  beforeAll(() => {
    api = publicApi(configuration, report);
  });

  test(`is the one that api/${report} records: accept a change with \`npm run api\`, and tell of it in CHANGELOG.md`, () => {
    expect(api.text).toBe(readFileSync(join(root, "api", report), "utf8"));
  });

  test("is exported as a whole, and documented without a mistake", () => {
    expect(api.warnings).toEqual([]);
  });
});
