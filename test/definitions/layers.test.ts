import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize, relative } from "node:path";

const src = join(__dirname, "..", "..", "src");

/** What each folder of src/, and each file at its top, may import besides itself. */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  definitions: [],
  "displayText.ts": [],
  "errors.ts": [],
  "json.ts": [],
  "packageVersion.ts": ["json.ts"],
  "pulumi.ts": [],
  apple: ["definitions", "displayText.ts", "pulumi.ts"],
  graph: ["definitions", "displayText.ts", "errors.ts", "json.ts", "packageVersion.ts"],
  provider: ["apple", "definitions", "displayText.ts", "errors.ts", "graph", "json.ts"],
  engine: ["apple", "definitions", "errors.ts", "graph", "json.ts", "packageVersion.ts", "provider", "pulumi.ts"],
  resources: ["apple", "definitions", "engine", "packageVersion.ts", "provider", "pulumi.ts"],
  lookups: ["definitions", "displayText.ts", "errors.ts", "graph", "packageVersion.ts", "provider", "pulumi.ts"],
  emulator: ["definitions"],
  cli: [
    "apple",
    "definitions",
    "displayText.ts",
    "emulator",
    "errors.ts",
    "graph",
    "json.ts",
    "packageVersion.ts",
    "provider",
  ],
  "index.ts": ["apple", "definitions", "lookups", "resources"],
  "native.ts": ["apple", "definitions", "lookups", "resources"],
};

interface Import {
  readonly file: string;
  readonly from: string;
  readonly to: string;
}

const files = readdirSync(src, { recursive: true })
  .map(String)
  .filter((file) => file.endsWith(".ts"));

const layerOf = (path: string): string => path.split(/[\\/]/)[0] ?? path;

function importsOf(file: string): Import[] {
  const text = readFileSync(join(src, file), "utf8");
  return [...text.matchAll(/(?:from |import\(|require\()"(\.{1,2}\/[^"]*)"/g)].map(([, path = ""]) => {
    const target = relative(src, normalize(join(src, dirname(file), path.replace(/\.js$/, ""))));
    const to = files.includes(`${target}.ts`) ? `${target}.ts` : join(target, "index.ts");
    return { file, from: layerOf(file), to: layerOf(to) };
  });
}

test("layers: every folder of src/ has its line in the table, and nothing else has", () => {
  expect(Object.keys(mayImport).sort()).toEqual([...new Set(files.map(layerOf))].sort());
});

test("layers: imports go in one direction", () => {
  const all = files.flatMap(importsOf);
  expect(all.length).toBeGreaterThan(400);
  expect(all.filter(({ from, to }) => from !== to && !mayImport[from]?.includes(to))).toEqual([]);
});

test.each(["provider", "definitions"])(
  "layers: %s knows nothing of Pulumi, of the environment and of the console",
  (folder) => {
    const texts = files
      .filter((file) => layerOf(file) === folder)
      .map((file) => [file, readFileSync(join(src, file), "utf8")]);
    const foreign = /@pulumi|process\.env|console\.|process\.argv/;
    expect(texts.filter(([, text = ""]) => foreign.test(text)).map(([file]) => file)).toEqual([]);
  },
);
