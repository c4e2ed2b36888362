import { appendFileSync, readFileSync, rmSync } from "node:fs";
import type { Upload } from "../../definitions/entity";
import { isObject, textOf } from "../../json";
import { dateOf, secondOf } from "../../provider/dates";
import type { PropertyMap } from "../../provider/propertyMap";
import type { DeployedResource } from "../../provider/run/programRoster";
import { decodeToken, encodeToken, storedToken } from "../../provider/upload/storedToken";

/** Those whose token expires at one second. */
interface SameSecond {
  /** The numbers of the resources that declare such a token. */
  readonly declarers: Set<number>;
  /** Those that were deployed with one and aren't written yet. */
  deployed: DeployedResource[];
}

/**
 * The file through which the program tells the provider's process what the engine answered of other resources. With
 * `--target`, the engine doesn't ask the provider about a resource that isn't a target, and answers the program at once from
 * the state. When it does, the engine has the arguments of the new resource already, so they can't hold the answer.
 *
 * A resource is written where another one declares a token of the same expiry. No such file is made for most programs.
 */
export class DeployedFile {
  private readonly seconds = new Map<number, SameSecond>();

  constructor(private readonly path: string) {}

  /** Notes that a resource of the program declares a token of this expiry. */
  noteDeclared(index: number, expires: string | undefined): void {
    const group = this.at(expires);
    if (group === undefined) return;
    group.declarers.add(index);
    this.writeWanted(group);
  }

  /** Notes what the engine answered of a resource: its state, in which the fingerprint stands for the token. */
  noteAnswer(
    { name, index, id }: Pick<DeployedResource, "name" | "index" | "id">,
    upload: Upload,
    state: PropertyMap,
  ): void {
    const held = storedToken(upload, state);
    if (held === undefined) return;
    const shownExpiry = dateOf(state[upload.expiry]);
    const connection = textOf(state.connection);
    this.noteDeployed({ name, index, id, token: encodeToken(held), shownExpiry, connection });
  }

  /** Notes what the engine answered of a resource. */
  noteDeployed(resource: DeployedResource): void {
    const held = decodeToken(resource.token);
    for (const group of new Set([held?.expires, resource.shownExpiry].map((date) => this.at(date)))) {
      if (group === undefined) continue;
      group.deployed.push(resource);
      this.writeWanted(group);
    }
  }

  private at(date: string | undefined): SameSecond | undefined {
    const second = secondOf(date);
    if (second === undefined) return undefined;
    const group = this.seconds.get(second) ?? { declarers: new Set(), deployed: [] };
    this.seconds.set(second, group);
    return group;
  }

  private writeWanted(group: SameSecond): void {
    const isWanted = ({ index }: DeployedResource) => group.declarers.size > (group.declarers.has(index) ? 1 : 0);
    const wanted = group.deployed.filter(isWanted);
    group.deployed = group.deployed.filter((each) => !isWanted(each));
    if (wanted.length > 0) append(this.path, wanted.map((each) => `${JSON.stringify(each)}\n`).join(""));
  }
}

/** What the file at this path tells so far: nothing when there is none. */
export function readDeployed(path: string): DeployedResource[] {
  return contentOf(path)
    .split("\n")
    .flatMap((line) => resourceIn(line) ?? []);
}

function contentOf(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}

/** The end of a line may not be written yet. */
function resourceIn(line: string): DeployedResource | undefined {
  try {
    const read: unknown = JSON.parse(line);
    return isObject(read) && typeof read.id === "string" ? (read as unknown as DeployedResource) : undefined;
  } catch {
    return undefined;
  }
}

const written = new Set<string>();

/** What can't be written leaves the provider without it, which then refuses what it can't tell. */
function append(path: string, lines: string): void {
  if (written.size === 0) {
    process.once("exit", () => {
      for (const each of written) rmSync(each, { force: true });
    });
  }
  try {
    appendFileSync(path, lines, { mode: 0o600, flag: written.has(path) ? "a" : "ax" });
    written.add(path);
  } catch {
    // See above.
  }
}
