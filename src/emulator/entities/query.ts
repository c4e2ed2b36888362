import type { ApiVersion, EntityDefinition } from "../../definitions/entity";
import { badRequest } from "../http/errors";
import { unknownPropertyMessage } from "./validateBody";

/** The system query options of a request. */
export interface Query {
  readonly select?: readonly string[];
  readonly top?: number;
  readonly count: boolean;
  /** The position after which a list continues (`$skiptoken`); 0 for the first page. */
  readonly after: number;
}

const listOptions = ["$select", "$top", "$count", "$skiptoken"] as const;
const entityOptions = ["$select"] as const;

/**
 * Reads the system query options.
 * @throws EmulatedGraphError for an option or a value that isn't supported: ignoring it would give a misleading response
 */
export function readQuery(
  parameters: URLSearchParams,
  definition: EntityDefinition,
  version: ApiVersion,
  target: "list" | "entity",
): Query {
  checkOptions(parameters, target === "list" ? listOptions : entityOptions);
  const select = readSelect(parameters.get("$select"), definition, version);
  const top = readTop(parameters.get("$top"));
  return {
    ...(select === undefined ? {} : { select }),
    ...(top === undefined ? {} : { top }),
    count: parameters.get("$count") === "true",
    after: readSkipToken(parameters.get("$skiptoken")),
  };
}

/** @throws EmulatedGraphError for a query option that isn't supported */
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
  if (unknown !== undefined) throw badRequest(`Parsing $select failed: ${unknownPropertyMessage(unknown, definition)}`);
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
