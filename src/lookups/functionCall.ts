/**
 * A call of an OData function with text parameters, as it stands in a URL.
 * Source: OData 4.01, "URL Conventions", 5.1.1.14.1: a quote inside of a text is written twice.
 */
export function functionCall(name: string, parameters: Readonly<Record<string, string>>): string {
  const written = Object.entries(parameters).map(
    ([parameter, text]) => `${parameter}='${encodeURIComponent(text.replaceAll("'", "''"))}'`,
  );
  return `${name}(${written.join(",")})`;
}
