import { styleText } from "node:util";

/** Puts a text into a color, or leaves it as it is. */
export type Colorize = (color: "red" | "yellow" | "green" | "bold", text: string) => string;

export const noColor: Colorize = (_, text) => text;

/** Colours for what is written to the stream: on a terminal only, and never against NO_COLOR, as Node itself decides. */
export function colorizeFor(stream: NodeJS.WritableStream): Colorize {
  return (color, text) => styleText(color, text, { stream });
}
