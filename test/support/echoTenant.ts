import { randomUUID } from "node:crypto";
import { type ScriptedFetch, scriptFetch } from "./scriptedFetch";
import type { ScriptedAnswer, SeenRequest } from "./scriptedServer";

/** A tenant that takes whatever it is sent, so that what it was sent can be judged. */
export interface EchoTenant extends ScriptedFetch {
  /** What it answers next to this method, instead of its own. The last of them is answered from then on. */
  script(method: string, ...answers: readonly ScriptedAnswer[]): void;
  /** Its own answers again. */
  unscript(): void;
}

const setByService = {
  state: "valid",
  expirationDateTime: "2099-05-01T17:00:00Z",
  lastSyncStatus: "completed",
};

export function echoTenant(): EchoTenant {
  const entities = new Map<string, object>();
  let writes = 0;
  // A write shows in its date, without which it would be taken for one that got lost.
  const modified = () => ({ lastModifiedDateTime: new Date(Date.UTC(2026, 10) + writes++ * 1000).toISOString() });
  const scripted = new Map<string, readonly ScriptedAnswer[]>();

  function answer({ method, url, body }: SeenRequest): ScriptedAnswer {
    const [planned, ...later] = scripted.get(method) ?? [];
    if (later.length > 0) scripted.set(method, later);
    if (planned) return planned;
    const sent = method === "POST" || method === "PATCH" ? JSON.parse(body || "{}") : {};
    const { token: _, ...visible } = sent;
    const id = decodeURIComponent(url.split("?")[0]?.split("/").at(-1) ?? "");
    if (method === "POST") {
      const made = { ...setByService, ...modified(), ...visible, id: randomUUID() };
      entities.set(made.id, made);
      return { status: 201, body: made };
    }
    const known = entities.get(id);
    if (!known) return id.endsWith("okens") || id === "mobileApps" ? { status: 200, body: { value: [] } } : notFound;
    if (method === "DELETE") return entities.delete(id) ? { status: 204 } : notFound;
    entities.set(id, { ...known, ...visible, ...(method === "PATCH" ? modified() : {}) });
    return { status: 200, body: entities.get(id) };
  }

  const fetched = scriptFetch(answer);
  return {
    ...fetched,
    script: (method, ...answers) => scripted.set(method, answers),
    unscript: () => scripted.clear(),
  };
}

const notFound: ScriptedAnswer = { status: 404, body: { error: { code: "ResourceNotFound", message: "Not found." } } };
