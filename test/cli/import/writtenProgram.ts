import ts from "typescript";

/** What a program declares of a token, read from its text. */
export interface WrittenResource {
  readonly constant: string;
  readonly resource: unknown;
  readonly declared: Readonly<Record<string, unknown>>;
  readonly options: Readonly<Record<string, unknown>>;
}

/** Reads a program as a compiler does. */
export function readProgram(text: string): { complaints: string[]; resources: WrittenResource[] } {
  const { diagnostics = [] } = ts.transpileModule(text, {
    reportDiagnostics: true,
    compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.CommonJS },
  });
  const source = ts.createSourceFile("index.ts", text, ts.ScriptTarget.ES2022, true);
  const constants = source.statements
    .filter(ts.isVariableStatement)
    .flatMap((each) => each.declarationList.declarations);
  return {
    complaints: diagnostics.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n")),
    resources: constants.flatMap(({ name, initializer }) => {
      if (!initializer || !ts.isNewExpression(initializer)) return [];
      if (initializer.expression.getText() !== "intune.VppToken") return [];
      const [resource, declared, options] = (initializer.arguments ?? []).map(valueIn);
      return [{ constant: name.getText(), resource, declared, options } as WrittenResource];
    }),
  };
}

/** A literal's value; of a call, its text. */
function valueIn(expression: ts.Expression): unknown {
  if (ts.isStringLiteral(expression)) return expression.text;
  if (ts.isArrayLiteralExpression(expression)) return expression.elements.map(valueIn);
  if (ts.isObjectLiteralExpression(expression)) {
    const assignments = expression.properties.filter(ts.isPropertyAssignment);
    return Object.fromEntries(assignments.map(({ name, initializer }) => [name.getText(), valueIn(initializer)]));
  }
  if (expression.kind === ts.SyntaxKind.TrueKeyword) return true;
  if (expression.kind === ts.SyntaxKind.FalseKeyword) return false;
  return expression.getText();
}
