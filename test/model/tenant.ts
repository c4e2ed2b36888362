import { createApp } from "../../src/emulator/http/app";
import { defaultSettings } from "../../src/emulator/settings";
import { Store } from "../../src/emulator/tenant/store";
import type { FakeClock } from "../support/fakeClock";
import type { Args, ServiceTraits } from "./scenario";
import { organizationOf, refOf, type TokenRef, textOf } from "./tokens";

/** An entity as the portal shows it, and what only the service knows of it. */
export interface LiveEntity {
  readonly id: string;
  readonly shown: Readonly<Record<string, unknown>>;
  readonly token: TokenRef;
  /** When the uploaded token expires, whatever the shown date says by now, in milliseconds. */
  readonly expires: number;
}

const table = "vppTokens";
const collection = "/beta/deviceAppManagement/vppTokens";

/** One Intune tenant: the emulator's application, called in this process, with the traits of a scenario. */
export class Tenant {
  private readonly store = new Store();
  private readonly app;
  private readonly tokens = new Map<string, TokenRef>();
  /** When the new tokens were created that lists show without a date, in milliseconds. */
  private readonly dateless = new Map<string, number>();

  constructor(
    private readonly traits: ServiceTraits,
    private readonly clock: FakeClock,
  ) {
    this.app = this.application(this.store);
  }

  /** Carries a request out. */
  async answer(request: Request): Promise<Response> {
    const text = await request.text();
    const url = withSmallId(request.url);
    const { method, headers } = request;
    const sent = text === "" ? undefined : (JSON.parse(text) as Record<string, unknown>);
    const body = sent === undefined ? {} : { body: JSON.stringify(this.asKept(method, lastPart(url), sent)) };
    const answer = await this.app.fetch(new Request(url, { method, headers, ...body }));
    const ref = refOf(sent?.token);
    if (ref && answer.ok) {
      const id = method === "POST" ? idOf(await answer.clone().json()) : lastPart(url);
      this.tokens.set(id, ref);
      if (method === "POST") this.dateless.set(id, this.clock.now().getTime());
      else this.dateless.delete(id);
    }
    return answer;
  }

  /** A list as the service answers it: the dates of new tokens are missing. */
  async withoutDates(list: Response): Promise<Response> {
    const since = this.clock.now().getTime() - this.traits.datelessSeconds * 1000;
    if (!list.ok || this.traits.datelessSeconds === 0) return list;
    const { value, ...rest } = (await list.json()) as { value: Record<string, unknown>[] };
    const shown = value.map((entity) =>
      (this.dateless.get(idOf(entity)) ?? 0) > since ? { ...entity, expirationDateTime: null } : entity,
    );
    return Response.json({ ...rest, value: shown }, { status: list.status });
  }

  /** The tenant as it is now, for reads that lag behind. */
  view(): (request: Request) => Promise<Response> {
    const app = this.application(this.store.snapshot());
    return async (request) => app.fetch(request);
  }

  /** Everything that is live, as beta shows it. */
  async live(): Promise<readonly LiveEntity[]> {
    const answer = await this.byPortal("GET", `${collection}?$top=500`);
    const { value } = (await answer.json()) as { value: Record<string, unknown>[] };
    return value.map((shown) => {
      const id = idOf(shown);
      const token = this.tokens.get(id);
      if (token === undefined) throw new Error("an entity without a token");
      return { id, shown, token, expires: Number(this.store.get(table, id)?.known.expires) };
    });
  }

  async get(id: string): Promise<LiveEntity | undefined> {
    return (await this.live()).find((entity) => entity.id === id.toLowerCase());
  }

  /** An administrator uploads a token in the portal. */
  async create(ref: TokenRef, args: Args): Promise<string> {
    return idOf(await (await this.byPortal("POST", collection, { ...args, token: textOf(ref) })).json());
  }

  async set(id: string, values: Readonly<Record<string, unknown>>): Promise<void> {
    await this.byPortal("PATCH", `${collection}/${id}`, values);
  }

  /** An administrator uploads a renewed token in the portal. */
  renew(id: string, ref: TokenRef): Promise<void> {
    return this.set(id, { token: textOf(ref) });
  }

  async delete(id: string): Promise<void> {
    await this.byPortal("DELETE", `${collection}/${id}`);
  }

  /** Intune syncs with Apple, as it does twice a day, which moves `lastModifiedDateTime`. */
  sync(id: string): void {
    const entity = this.store.get(table, id);
    if (entity === undefined) return;
    const known = { ...entity.known, synced: this.clock.now().getTime() };
    this.store.put(table, id, { set: entity.set, known }, this.clock.now());
  }

  private async byPortal(method: string, path: string, body?: object): Promise<Response> {
    const headers = { authorization: "Bearer portal", "content-type": "application/json" };
    const json = body === undefined ? {} : { body: JSON.stringify(body) };
    const answer = await this.answer(new Request(`https://portal.test${path}`, { method, headers, ...json }));
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
    return answer;
  }

  /** What the service makes of what it is sent. */
  private asKept(
    method: string,
    id: string,
    sent: Readonly<Record<string, unknown>>,
  ): Readonly<Record<string, unknown>> {
    const { organizationOnRenewal, respells } = this.traits;
    const ref = method === "PATCH" ? refOf(sent.token) : undefined;
    const takesName =
      organizationOnRenewal === "from the token" ||
      (organizationOnRenewal === "from the token unless sent" && sent.organizationName === undefined);
    // The emulator takes the token's name unless a name is sent.
    const kept = this.store.get(table, id)?.set.organizationName;
    const keeps = ref && kept !== undefined ? { organizationName: kept, ...sent } : sent;
    const renamed = ref && takesName ? { ...sent, organizationName: organizationOf(ref) } : keeps;
    if (!respells) return renamed;
    const respelled: Record<string, unknown> = { ...renamed };
    if (typeof sent.appleId === "string") respelled.appleId = sent.appleId.normalize("NFC").toLowerCase();
    if (Array.isArray(sent.roleScopeTagIds) && sent.roleScopeTagIds.length === 0) respelled.roleScopeTagIds = ["0"];
    return respelled;
  }

  private application(store: Store) {
    const { pageSize, renewalLagSeconds } = this.traits;
    const settings = { ...defaultSettings, pageSize, renewalLag: renewalLagSeconds * 1000 };
    return createApp({ store, settings, now: this.clock.now, onRequest: () => {}, faults: undefined });
  }
}

const idOf = (entity: unknown) => String((entity as { id: unknown }).id);

const lastPart = (url: string) => new URL(url).pathname.split("/").at(-1) ?? "";

/** Intune finds an entity by its id in capitals as well. */
function withSmallId(address: string): string {
  return address.replace(/(?<=vppTokens\/)[0-9A-Fa-f-]{36}/, (id) => id.toLowerCase());
}
