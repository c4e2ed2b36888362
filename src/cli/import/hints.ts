/** What is written: a program, or a file for `pulumi import`. */
export const formats = ["program", "pulumi"] as const;
export type Format = (typeof formats)[number];

/** What to do with what was written, for the person at the terminal. */
export function nextSteps(format: Format, file: string | undefined, count: number): string {
  const tokens = count === 1 ? "1 VPP token" : `${count} VPP tokens`;
  return `${tokens} written${file === undefined ? "" : ` to ${file}`}. ${nextStepsByFormat[format](file)}`;
}

const nextStepsByFormat: Readonly<Record<Format, (file: string | undefined) => string>> = {
  program: () => `In the program's folder:
  pulumi preview   # says of each that it will be imported as it is
  pulumi up        # imports them, and sends nothing
Its first lines say how to set the texts of the tokens once you have their files.`,
  pulumi: (file = "FILE") => `In the folder of a program that has pulumi-intune installed:
  pulumi import --file ${file} --generate-code=false

The program comes from \`pulumi-intune import --out index.ts\`, with or without its \`import\` options.`,
};
