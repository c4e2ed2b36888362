// @ts-check
// Descriptions of the schema. Their sentences are those of the docstrings; what a table knows is added where they lack it.
import { code, codes } from "../docs/markdown.mjs";

/** @typedef {import("../../src/definitions/entity.js").Property} Property */
/** @typedef {import("../docs/package.mjs").Declared} Declared */

/**
 * A description of these paragraphs, those that are there. Each is on one line, since readers of a schema wrap lines
 * themselves, and what is for TypeScript alone is left out.
 * @param {readonly (string | undefined)[]} parts
 */
export function describe(...parts) {
  return parts
    .flatMap((part) => part?.split(/\n{2,}/) ?? [])
    .map((paragraph) =>
      paragraph
        .trim()
        .replace(/\s*\n\s*/g, " ")
        .replace(/(^| )In TypeScript, .*?\.(?= |$)/g, ""),
    )
    .filter((paragraph) => paragraph !== "")
    .join("\n\n");
}

/** @param {string} text */
export function capital(text) {
  return text[0]?.toUpperCase() + text.slice(1);
}

/** @param {string} text */
export function uncapital(text) {
  return text[0]?.toLowerCase() + text.slice(1);
}

/**
 * A property of Graph's: with its name there, and whether only beta has it.
 * @param {string} type The type that has it in Graph.
 * @param {Declared} declared @param {Pick<Property, "versions">} row
 */
export function graphProperty(type, { name, text }, { versions }) {
  const mark = versions.includes("v1.0") || /\bBeta\b/.test(text) ? "" : "Beta. ";
  const named = /Graph: `/.test(text) ? "" : ` Graph: ${code(`${type}.${name}`)}.`;
  return `${mark}${text}${named}`;
}

/**
 * Something that Intune answers with, with the values that are known today.
 * @param {Pick<Declared, "text">} declared
 * @param {{ members?: readonly string[], betaMembers?: readonly string[] } | object | undefined} row
 */
export function plainOutput({ text }, row) {
  const members = row && "members" in row ? row.members : undefined;
  if (!members) return text;
  const beta = row && "betaMembers" in row && row.betaMembers ? `, in beta also ${codes(row.betaMembers)}` : "";
  return `${text} Values: ${codes(members)}${beta}. A newer service may answer with another one.`;
}

/** Prose without the code that it shows: that is TypeScript. @param {string} text */
export function withoutCode(text) {
  return text
    .replace(/^```[\s\S]*?^```$/gm, "")
    .replace(/\n{3,}/g, "\n\n")
    .trim();
}

/** A text from its second sentence on. @param {string} text */
export function afterFirstSentence(text) {
  return text.replace(/^[\s\S]*?\.(\s+|$)/, "");
}
