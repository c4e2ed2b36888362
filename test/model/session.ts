import type { FakeClock } from "../support/fakeClock";
import { Faults, faultAnswer, isCarriedOut } from "./faults";
import type { Fault, Kill } from "./scenario";
import type { LiveEntity, Tenant } from "./tenant";
import { refOf, type TokenRef } from "./tokens";
import { never, type Wire } from "./wire";

/** A write that a run sent. */
export interface Write {
  readonly method: "POST" | "PATCH" | "DELETE";
  /** The entity's; of a POST undefined when nothing was made. */
  readonly id: string | undefined;
  readonly body: Readonly<Record<string, unknown>>;
  readonly token: TokenRef | undefined;
  /** Whether Intune did it. */
  readonly done: boolean;
  /** What was live just before. */
  readonly before: LiveEntity | undefined;
}

/** What one run of the engine asks of the tenant, with what goes wrong meanwhile. */
export class Session {
  readonly url: string;
  readonly requests: string[] = [];
  readonly writes: Write[] = [];
  /** The entities of which the service itself said that they don't exist. */
  readonly denied = new Set<string>();
  /** Resolves when the run's processes die. */
  readonly killed: Promise<"killed">;
  private readonly faults: Faults;
  private readonly late: (request: Request) => Promise<Response>;
  private readonly lateUntil: number;
  private die: () => void = () => {};
  private isOver = false;
  private begun = 0;
  private readonly underway: (Promise<unknown> | undefined)[] = [];

  constructor(
    wire: Wire,
    private readonly tenant: Tenant,
    private readonly clock: FakeClock,
    faults: readonly Fault[] = [],
    private readonly kill?: Kill,
  ) {
    this.faults = new Faults(faults);
    this.late = tenant.view();
    this.lateUntil = clock.now().getTime() + this.faults.staleSeconds * 1000;
    this.killed = new Promise((resolve) => {
      this.die = () => {
        this.isOver = true;
        resolve("killed");
      };
    });
    this.url = wire.open((request) => this.handle(request));
  }

  /** Ends the session: what the service has begun is done, and what the dead ask for later is not. */
  async close(): Promise<void> {
    this.isOver = true;
    await Promise.all(this.underway);
  }

  private async handle(request: Request): Promise<Response> {
    if (this.isOver) return never();
    const { method } = request;
    const { pathname, search } = new URL(request.url);
    this.requests.push(`${method} ${pathname}${search}`);
    const isToken = /\/vppTokens(\/|$)/.test(pathname);
    const isWrite = method !== "GET" && isToken;
    const kill = isWrite && this.kill?.write === this.begun++ ? this.kill : undefined;
    if (kill?.when === "before") {
      this.die();
      return never();
    }
    const isCollection = pathname.endsWith("/vppTokens");
    const fault = isToken ? this.faults.take({ method, isCollection }) : undefined;
    const carriesOut = fault === undefined || isCarriedOut(fault);
    const work = isWrite ? this.write(request, carriesOut) : carriesOut ? this.read(request) : undefined;
    this.underway.push(work);
    const answer = await work;
    if (kill) this.die();
    if (this.isOver) return never();
    if (fault?.kind === "404") this.denied.add(lastPart(pathname));
    if (fault) return faultAnswer(fault.kind);
    return answer ?? never();
  }

  private async read(request: Request): Promise<Response> {
    if (!new URL(request.url).pathname.endsWith("/vppTokens")) return this.tenant.answer(request);
    const isLate = this.clock.now().getTime() < this.lateUntil;
    return this.tenant.withoutDates(await (isLate ? this.late(request) : this.tenant.answer(request)));
  }

  private async write(request: Request, carriesOut: boolean): Promise<Response | undefined> {
    const text = await request.clone().text();
    const body = text === "" ? {} : (JSON.parse(text) as Record<string, unknown>);
    const method = request.method as Write["method"];
    const id = method === "POST" ? undefined : lastPart(new URL(request.url).pathname);
    const before = id === undefined ? undefined : await this.tenant.get(id);
    const answer = carriesOut ? await this.tenant.answer(request) : undefined;
    const made = method === "POST" && answer?.ok ? ((await answer.clone().json()) as { id: string }).id : id;
    this.writes.push({ method, id: made, body, token: refOf(body.token), done: answer?.ok === true, before });
    return answer;
  }
}

const lastPart = (pathname: string): string => pathname.split("/").at(-1)?.toLowerCase() ?? "";
