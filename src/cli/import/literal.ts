import { jsonText } from "../../displayText";

/**
 * A value as it stands in a program. Names in a tenant are anybody's: of what could end a line or a comment, or read
 * differently from what it is, only the code is written.
 */
export function literal(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(literal).join(", ")}]`;
  return jsonText(value);
}
