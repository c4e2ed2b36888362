// @ts-check
// The compiled package as the documentation's source: its definitions as values, its declarations with their docstrings.
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";

export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

const require = createRequire(import.meta.url);

/**
 * A module of the compiled package.
 * @param {string} path Its path below dist/, for example `definitions/vppToken`.
 */
export function compiled(path) {
  return require(join(root, "dist", path));
}

/**
 * A thing that is declared with a name, for example a property, an argument or a parameter.
 * @typedef {object} Declared
 * @property {string} name
 * @property {string} type Without Pulumi's Input and Output.
 * @property {string | undefined} [alias] The public union type that it has, by its name.
 * @property {boolean} optional
 * @property {boolean} [alwaysSet] Neither optional nor possibly undefined.
 * @property {string} text Its docstring.
 */

const declarations = join(root, "dist", "index.d.ts");
const program = ts.createProgram([declarations], { skipLibCheck: true, types: [] });
const checker = program.getTypeChecker();
const source = program.getSourceFile(declarations);
const home = source && checker.getSymbolAtLocation(source);
if (!home) throw new Error("dist/index.d.ts isn't there: run `npm run build` first.");
const exported = new Map(checker.getExportsOfModule(home).map((symbol) => [symbol.name, followed(symbol)]));

/** The docstring of something that the package exports. @param {string} name */
export function docstringOf(name) {
  return textOf(publicSymbol(name));
}

/**
 * The properties that a public class or interface has, those of this package's own base interfaces included; of a union,
 * those of all its members.
 * @param {string} name
 * @returns {Declared[]}
 */
export function propertiesOf(name) {
  const type = checker.getDeclaredTypeOfSymbol(publicSymbol(name));
  return (type.isUnion() ? type.types : [type])
    .flatMap((member) => checker.getPropertiesOfType(member))
    .filter((property) => property.declarations?.every(isOurs) && ts.SymbolFlags.Property & property.flags)
    .map(declared);
}

/**
 * A public function, or a static method of a public class.
 * @param {string} name
 * @param {string} [method]
 */
export function functionOf(name, method) {
  const symbol =
    method === undefined ? publicSymbol(name) : publicSymbol(name).exports?.get(ts.escapeLeadingUnderscores(method));
  const declaration = symbol?.valueDeclaration;
  if (!symbol || !declaration || !ts.isFunctionLike(declaration)) return undefined;
  /** @param {string} tag */
  const tagged = (tag) =>
    symbol
      .getJsDocTags(checker)
      .filter((each) => each.name === tag)
      .map((each) => linked(ts.displayPartsToString(each.text)).replace(/\s*\n\s*/g, " "));
  return {
    text: textOf(symbol),
    parameters: declaration.parameters.map((parameter) => {
      const named = checker.getSymbolAtLocation(parameter.name);
      return { name: parameter.name.getText(), text: named ? textOf(named) : "" };
    }),
    signature: checker.signatureToString(
      /** @type {ts.Signature} */ (checker.getSignatureFromDeclaration(declaration)),
      undefined,
      ts.TypeFormatFlags.NoTruncation,
    ),
    returns: tagged("returns").join(" "),
    throws: tagged("throws").join(" "),
  };
}

/** @param {string} name */
function publicSymbol(name) {
  const symbol = exported.get(name);
  if (!symbol) throw new Error(`src/index.ts doesn't export ${name}.`);
  return symbol;
}

/** @param {ts.Symbol} symbol */
function followed(symbol) {
  return symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
}

/** @param {ts.Node} node */
function isOurs(node) {
  return node.getSourceFile().fileName.includes("/dist/") && !node.getSourceFile().fileName.includes("/node_modules/");
}

/** @param {ts.Symbol} property @returns {Declared} */
function declared(property) {
  const declaration = property.valueDeclaration;
  const isTyped = declaration && (ts.isPropertyDeclaration(declaration) || ts.isPropertySignature(declaration));
  const written = (isTyped && declaration.type?.getText()) || "";
  const type = plain(written);
  const optional = Boolean(property.flags & ts.SymbolFlags.Optional);
  return {
    name: property.name,
    type: spelledOut(type),
    alias: spelledOut(type) === type ? undefined : type,
    optional,
    alwaysSet: !optional && !/\bundefined\b/.test(written),
    text: textOf(property),
  };
}

/** @param {ts.Symbol} symbol */
function textOf(symbol) {
  return linked(ts.displayPartsToString(symbol.getDocumentationComment(checker)));
}

/** @param {string} text */
function linked(text) {
  return text.replace(/\{@link (\w+)\s*\}/g, "`$1`");
}

/** A public union type by what it stands for; any other type as it is. @param {string} type */
function spelledOut(type) {
  const [declaration] = exported.get(type)?.declarations ?? [];
  return declaration && ts.isTypeAliasDeclaration(declaration) ? plain(declaration.type.getText()) : type;
}

/** The type of a value once Pulumi knows it. @param {string} type @returns {string} */
function plain(type) {
  const inner = type.replace(/\/\*\*[\s\S]*?\*\//g, "").replace(/pulumi\.(?:Input|Output)<([^<>]*)>/g, "$1");
  return inner === type ? type.replaceAll(" | undefined", "").replace(/\s+/g, " ") : plain(inner);
}
