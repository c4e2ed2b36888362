import type { ApiVersion, EntityDefinition } from "../definitions/entity";
import { badRequest } from "./errors";
import { noSuchProperty } from "./validate";

/** What a query asks of a list or an entity. */
export interface Query {
  readonly select?: readonly string[];
  readonly top?: number;
  readonly count: boolean;
  /** Only what was created after this position: the continuation of a list. */
  readonly after: number;
}

const optionsOfList = ["$select", "$top", "$count", "$skiptoken"] as const;
const optionsOfEntity = ["$select"] as const;

/**
 * Reads the system query options.
 * @throws GraphError for an option or a value that isn't understood: an answer that ignores half of the question misleads.
 */
export function readQuery(
  parameters: URLSearchParams,
  definition: EntityDefinition,
  version: ApiVersion,
  target: "list" | "entity",
): Query {
  checkOptions(parameters, target === "list" ? optionsOfList : optionsOfEntity);
  const select = readSelect(parameters.get("$select"), definition, version);
  const top = readTop(parameters.get("$top"));
  return {
    ...(select === undefined ? {} : { select }),
    ...(top === undefined ? {} : { top }),
    count: parameters.get("$count") === "true",
    after: readSkipToken(parameters.get("$skiptoken")),
  };
}

/** Refuses a query option that would be ignored. */
export function checkOptions(parameters: URLSearchParams, known: readonly string[]): void {
  for (const name of parameters.keys()) {
    if (name.startsWith("$") && !known.includes(name)) {
      throw badRequest(`The query option '${name}' is not supported here. Supported: ${known.join(", ")}.`);
    }
  }
}

function readSelect(text: string | null, definition: EntityDefinition, version: ApiVersion): string[] | undefined {
  if (text === null) return undefined;
  const names = text.split(",").map((name) => name.trim());
  const unknown = names.find((name) => {
    const property = Object.hasOwn(definition.properties, name) ? definition.properties[name] : undefined;
    return name !== "id" && !property?.versions.includes(version);
  });
  if (unknown !== undefined) throw badRequest(`Parsing $select failed: ${noSuchProperty(unknown, definition)}`);
  return names;
}

export function readTop(text: string | null): number | undefined {
  if (text === null) return undefined;
  if (!/^[1-9]\d{0,8}$/.test(text)) throw badRequest(`Invalid value '${text}' for $top: expected a positive number.`);
  return Number(text);
}

export function writeSkipToken(position: number): string {
  return Buffer.from(`after:${position}`).toString("base64url");
}

export function readSkipToken(text: string | null): number {
  if (text === null) return 0;
  const position = /^after:(\d+)$/.exec(Buffer.from(text, "base64url").toString("utf8"))?.[1];
  if (position === undefined) throw badRequest("The $skiptoken is not one that this service gave out.");
  return Number(position);
}
