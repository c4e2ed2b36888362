import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { isObject, type Json, parseJson } from "../http/json";
import type { StoredEntity, Table, Tables } from "./store";

const format = "pulumi-intune emulator";

/** Thrown when the data file can't be used. The message is for the user. */
export class DataFileError extends Error {
  override readonly name = "DataFileError";

  constructor(file: string, problem: string, remedy = "Move it away to start with an empty tenant") {
    super(`The emulator's data file ${file} ${problem}. ${remedy}, or name another file with --data.`);
  }
}

/** Reads the tenant from a file; an empty tenant when the file doesn't exist. @throws DataFileError */
export function readDataFile(file: string): Tables {
  if (!existsSync(file)) return {};
  const content = readJson(file);
  const tables = isObject(content) && content.format === format ? content.tables : undefined;
  if (!isObject(tables)) throw new DataFileError(file, "was not written by the emulator");
  return Object.fromEntries(
    Object.entries(tables).map(([name, entities]) => {
      if (!Array.isArray(entities)) throw new DataFileError(file, `is damaged: its table "${name}" is no list`);
      return [name, byId(entities.map((entity: Json) => toStoredEntity(entity, file)))];
    }),
  );
}

/** Writes the tenant to a temporary file and renames it, so that the file is always complete. @throws DataFileError */
export function writeDataFile(file: string, tables: Tables): void {
  const lists = Object.fromEntries(Object.entries(tables).map(([name, table]) => [name, [...table.values()]]));
  const temporaryFile = `${file}.${process.pid}.new`;
  try {
    writeFileSync(temporaryFile, `${JSON.stringify({ format, tables: lists }, null, 2)}\n`);
    renameSync(temporaryFile, file);
  } catch (error) {
    rmSync(temporaryFile, { force: true });
    throw new DataFileError(file, `can't be written (${errorCode(error)})`, "See that its folder exists and is yours");
  }
}

function byId(entities: readonly StoredEntity[]): Table {
  return new Map(entities.map((entity) => [entity.id, entity]));
}

function readJson(file: string): Json {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    throw new DataFileError(file, `can't be read (${errorCode(error)})`, "See that it is a file of yours");
  }
  try {
    return parseJson(text);
  } catch {
    throw new DataFileError(file, "is damaged: it is not JSON");
  }
}

function toStoredEntity(value: Json, file: string): StoredEntity {
  if (isObject(value)) {
    const { id, position, modified, set, known } = value;
    if (typeof id === "string" && typeof position === "number" && typeof modified === "number") {
      if (isObject(set) && isObject(known)) return { id, position, modified, set, known };
    }
  }
  throw new DataFileError(file, "is damaged: one of its entities is incomplete");
}

/** Returns the system's code of an error, for example EACCES or EISDIR. */
function errorCode(error: unknown): string {
  return typeof error === "object" && error !== null && "code" in error ? String(error.code) : "unknown reason";
}
