import { styleText } from "node:util";

/** Puts a text into a colour, or leaves it as it is. */
export type Paint = (colour: "red" | "yellow" | "green" | "bold", text: string) => string;

export const unpainted: Paint = (_, text) => text;

/** Colours for what is written to the stream: on a terminal only, and never against NO_COLOR, as Node itself decides. */
export function paintFor(stream: NodeJS.WritableStream): Paint {
  return (colour, text) => styleText(colour, text, { stream });
}
