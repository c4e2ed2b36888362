import type { Checkpoint } from "./checkpoint";
import { type Ledger, type Played, showsItsDate } from "./ledger";
import { canonicalValue, isSame } from "./meaning";
import type { Declared, Program } from "./program";
import type { Write } from "./session";
import type { LiveEntity } from "./tenant";
import { expiryOf, sameToken, type TokenRef } from "./tokens";

/** A promise that was broken: which, and where. */
export interface Violation {
  readonly kind: string;
  readonly detail: string;
}

export interface Judged extends Played {
  readonly program: Program;
  readonly ledger: Ledger;
  readonly isGraphs404Told: boolean;
}

type Judge = (run: Judged) => Violation | undefined;

const broken = (kind: string, detail: string): Violation => ({ kind, detail });

const small = (id: string) => id.toLowerCase();
const idsIn = (checkpoint: Checkpoint) => new Set([...checkpoint.values()].map(({ id }) => small(id)));

const noDefect: Judge = ({ report }) => {
  const step = report.steps.find(({ error }) => /Internal error/.test(error ?? ""));
  return step && broken("defect", `${step.name}: ${step.error}`);
};

/** No token is live twice, unless Graph itself denied the entity that has it. */
const nothingDoubled: Judge = ({ live, writes, program, after, ledger, denied }) => {
  // As long as Intune shows the date of before, only a resource of the program knows of a renewal that was its own.
  const isVisible = (entity: LiveEntity) =>
    showsItsDate(entity) ||
    (sameToken(ledger.uploaded.get(entity.id), entity.token) && stateOf(entity.id, after, program) !== undefined);
  // Of two tokens of one second nobody but the person who imports can know which one an entity has.
  const isMistaken = (entity: LiveEntity) =>
    program.resources.some(
      (one) =>
        small(one.import ?? "") === entity.id &&
        one.token !== undefined &&
        !sameToken(one.token, entity.token) &&
        expiryOf(one.token) === entity.expires,
    );
  const write = writes.find(
    ({ token, id, done }) =>
      done &&
      token &&
      !isForced(String(id), { program, after }, token) &&
      live.some(
        (other) =>
          other.id !== id &&
          sameToken(other.token, token) &&
          isVisible(other) &&
          !isMistaken(other) &&
          !denied.has(other.id),
      ),
  );
  return write && broken("doubled", `${told(write)}, and it is live elsewhere`);
};

/** No upload expires earlier than what was known to be there. */
const nothingRolledBack: Judge = ({ writes, ledger, ...run }) => {
  const write = writes.find(({ id, token, done, before, method }) => {
    if (method !== "PATCH" || !done || !token || !before || id === undefined || isForced(id, run)) return false;
    const known = ledger.uploaded.get(id);
    const shown = Date.parse(String(before.shown.expirationDateTime));
    return expiryOf(token) < Math.max(shown, known ? expiryOf(known) : 0);
  });
  return write && broken("rolled back", `${told(write)} over generation ${write.before?.token.generation}`);
};

/** No PATCH repeats a value that is live and that the stack knew. */
const nothingSentUnchanged: Judge = ({ writes, ledger, before, ...run }) => {
  for (const [index, write] of writes.entries()) {
    const { method, id, body, token, before: live } = write;
    if (method !== "PATCH" || id === undefined || !live) continue;
    if (writes.slice(0, index).some((earlier) => earlier.id === id)) continue;
    // What imports an entity knows nothing of what was known before.
    const isImport = run.report.steps.some((step) => step.operation === "create" && small(step.id ?? "") === id);
    const state = isImport ? undefined : stateOf(id, before, run.program);
    const read = run.report.steps.some((step) => step.operation === "read" && step.id && small(step.id) === id);
    for (const [name, value] of Object.entries(body)) {
      if (name === "token") {
        const isKnown = sameToken(ledger.uploaded.get(id), token) && sameToken(live.token, token);
        const isSeen = state !== undefined && !ledger.isUnseen(id, "token");
        if (isKnown && isSeen && !isForced(id, run)) return broken("token sent again", told(write));
      }
      if (name === "token" || name.includes("@") || (name === "organizationName" && token)) continue;
      if (canonicalValue(name, value, "by rule") !== canonicalValue(name, live.shown[name], "by rule")) continue;
      const wasManaged = state === undefined || state.inputs[name] !== undefined;
      const wasKnown = read || state === undefined || isSame(name, state.outputs[name], value);
      if (wasManaged && wasKnown) return broken("sent unchanged", `${told(write)}: ${name}`);
    }
  }
  return undefined;
};

/** What a run makes is in the state, or a person is told of it. */
const nothingOrphaned: Judge = ({ report, writes, after, live }) => {
  if (report.ended === "killed") return undefined;
  const words = [...report.steps.map(({ error }) => error ?? ""), ...(report.ended === "failed" ? report.said : [])];
  const kept = idsIn(after);
  const orphan = writes.find(({ method, id, done }) => {
    if (method !== "POST" || !done || id === undefined || kept.has(id)) return false;
    if (!live.some((entity) => entity.id === id)) return false;
    return !words.some((text) => small(text).includes(id) || /(may|might) have been created|not known/.test(text));
  });
  return orphan && broken("orphaned in silence", told(orphan));
};

/** What leaves the state while it lives was deleted for somebody else, or Graph itself denied it. */
const nothingDropped: Judge = ({ report, before, after, live, isGraphs404Told }) => {
  if (report.ended === "killed" || isGraphs404Told) return undefined;
  const kept = idsIn(after);
  const lost = [...idsIn(before)].find((id) => !kept.has(id) && live.some((entity) => entity.id === id));
  return lost === undefined ? undefined : broken("dropped though it lives", lost);
};

/** What is in the state lives. */
const nothingLost: Judge = ({ after, live, ledger, writes }) => {
  const entry = [...after].find(([, { id, pendingReplacement }]) => {
    const own = small(id);
    if (pendingReplacement || ledger.mayBeGone.has(own) || live.some((entity) => entity.id === own)) return false;
    return !writes.some((write) => write.method === "DELETE" && write.id === own);
  });
  return entry && broken("lost", entry[0]);
};

/** After a good `up`, what is declared is what is live. */
const declaredIsLive: Judge = ({ program, after, live, ledger }) => {
  if (after.size !== program.resources.length) return broken("state and program differ", [...after.keys()].join(", "));
  if (idsIn(after).size !== after.size) return broken("one entity for two resources", [...after.keys()].join(", "));
  for (const resource of program.resources) {
    const state = after.get(resource.name);
    if (state === undefined) return broken("state and program differ", resource.name);
    const entity = live.find(({ id }) => id === small(state.id));
    if (entity === undefined) continue;
    const wrong = Object.entries(resource.args).find(
      ([name, value]) =>
        value !== null && !ledger.isUnseen(entity.id, name) && !isSame(name, value, entity.shown[name]),
    );
    if (wrong) return broken("declared is not live", `${resource.name}: ${wrong[0]}`);
    if (!isTokenLive(resource, entity, ledger)) return broken("declared token is not live", resource.name);
  }
  return undefined;
};

/** After a good `up`, what the stack had and has no longer is gone. */
const nothingLeftBehind: Judge = ({ after, live, ledger }) => {
  const kept = idsIn(after);
  const left = live.find(({ id }) => ledger.managed.has(id) && !kept.has(id) && !ledger.told.has(id));
  return left && broken("left behind", left.id);
};

/** A refresh shows what drifted, and nothing else. */
const refreshIsHonest: Judge = ({ report, before, after, live, ledger }) => {
  for (const { operation, name, error, changed = [] } of report.steps) {
    const [old, now] = [before.get(name), after.get(name)];
    const entity = live.find(({ id }) => id === small(now?.id ?? ""));
    if (operation !== "read" || error !== undefined || !old || !now || !entity) continue;
    const hidden = ledger.unseen.get(entity.id) ?? new Set();
    if (hidden.size === 0 && !old.initErrors && changed.length > 0) {
      return broken("refresh shows what did not change", `${name}: ${changed.join(", ")}`);
    }
    const missed = [...hidden].find((property) => {
      if (old.inputs[property] === undefined) return false;
      if (property !== "token") return !isSame(property, now.inputs[property], entity.shown[property]);
      const known = ledger.uploaded.get(entity.id);
      if (!showsItsDate(entity) || !known || expiryOf(known) === entity.expires) return false;
      return old.inputs.skipTokenChecks !== true && !changed.includes("token");
    });
    if (missed !== undefined) return broken("refresh hides drift", `${name}: ${missed}`);
  }
  return undefined;
};

const always = [
  noDefect,
  nothingDoubled,
  nothingRolledBack,
  nothingSentUnchanged,
  nothingOrphaned,
  nothingDropped,
  nothingLost,
];

/** The first promise that the run broke, by what was known before it. */
export function judgeRun(command: "up" | "refresh" | "destroy", run: Judged): Violation | undefined {
  return first(command === "refresh" ? [...always, refreshIsHonest] : always, run);
}

/** The first promise that its end breaks, by what is known afterwards. */
export function judgeEnd(command: "up" | "refresh" | "destroy", run: Judged): Violation | undefined {
  if (run.report.ended !== "well" || command === "refresh") return undefined;
  return first(command === "up" ? [declaredIsLive, nothingLeftBehind] : [nothingLeftBehind], run);
}

function first(judges: readonly Judge[], run: Judged): Violation | undefined {
  for (const each of judges) {
    const violation = each(run);
    if (violation) return violation;
  }
  return undefined;
}

function isTokenLive({ token, skipTokenChecks }: Declared, entity: LiveEntity, ledger: Ledger): boolean {
  if (!token || skipTokenChecks || ledger.isUnseen(entity.id, "token")) return true;
  // A token that the stack didn't upload, as far as it knows, is told from its date alone.
  const isFound = ledger.byPortal.has(entity.id) || !ledger.uploaded.has(entity.id);
  return sameToken(token, entity.token) || (isFound && expiryOf(token) === entity.expires);
}

/** The state of the resource that has the entity and goes on having it; one that imports it anew knows nothing yet. */
function stateOf(id: string, before: Checkpoint, { resources }: Program) {
  const names = resources.flatMap(({ name, aliases }) => [name, ...aliases]);
  return names.map((name) => before.get(name)).find((resource) => small(resource?.id ?? "") === id);
}

/** Whether the program says that the entity's token may be anything, or that this token may be anywhere. */
function isForced(id: string, { program, after }: Pick<Judged, "program" | "after">, token?: TokenRef): boolean {
  return program.resources.some(
    (one) =>
      one.skipTokenChecks &&
      (small(after.get(one.name)?.id ?? "") === id ||
        small(one.import ?? "") === id ||
        (token !== undefined && sameToken(one.token, token))),
  );
}

const told = ({ method, id, token }: Write) =>
  `${method} ${id}${token ? ` with ${token.location} ${token.generation}` : ""}`;
