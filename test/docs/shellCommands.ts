/** One command of a shell script, in its words, without variables set before it and without redirections. */
export type Words = readonly string[];

/** The commands in a script of the simple kind that documentation shows, those inside of `$(…)` included. */
export function shellCommands(script: string): Words[] {
  const lines = script.replace(/\\\n\s*/g, " ").split("\n");
  return lines
    .flatMap((line) => [...insideOf(line), ...partsOf(line)].map(withoutAssignments))
    .filter(({ length }) => length > 0);
}

function insideOf(line: string): Words[] {
  return [...line.matchAll(/\$\(([^()]*)\)/g)].flatMap(([, inner = ""]) => partsOf(inner));
}

/** A word, a quoted text as a part of one, or what ends a command. */
const piece =
  /(?<quoted>'[^']*'|"(?:\\.|[^"\\])*")|(?<end>&&|\|\||[;|&])|(?<comment>(?<=^|\s)#.*)|(?<blank>\s+)|(?<plain>[^\s'"&|;]+)/g;

function partsOf(line: string): Words[] {
  const commands: string[][] = [[]];
  let isWithinWord = false;
  for (const { groups = {} } of line.matchAll(piece)) {
    const command = commands.at(-1) ?? [];
    if (groups.end !== undefined) commands.push([]);
    const text = groups.plain ?? groups.quoted?.slice(1, -1);
    if (text !== undefined) command.push(isWithinWord ? `${command.pop()}${text}` : text);
    isWithinWord = text !== undefined;
  }
  return commands;
}

function withoutAssignments(words: Words): Words {
  const start = words.findIndex((word) => !/^[A-Z_]+=/.test(word));
  const command = start === -1 ? [] : words.slice(start);
  const redirection = command.findIndex((word) => /^\d?[<>]$/.test(word));
  return redirection === -1 ? command : [...command.slice(0, redirection), ...command.slice(redirection + 2)];
}
