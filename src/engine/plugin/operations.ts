import { AsyncLocalStorage } from "node:async_hooks";
import type { Operation } from "../../provider/run/operation";

/** The requests of the engine that are under way, each with its resource and its time limit. */
export class Operations {
  private readonly current = new AsyncLocalStorage<Operation>();
  private readonly canceling = new AbortController();

  constructor(private readonly now: () => Date) {}

  /** @param timeoutSeconds The time limit that the program set; 0 for none. */
  run<T>(resource: string | undefined, timeoutSeconds: number, work: () => Promise<T>): Promise<T> {
    const deadlineMs = timeoutSeconds > 0 ? this.now().getTime() + timeoutSeconds * 1000 : undefined;
    return this.current.run({ resource, signal: this.canceling.signal, deadlineMs }, work);
  }

  /** The operation on whose behalf this is asked. */
  get(): Operation {
    return this.current.getStore() ?? { signal: this.canceling.signal };
  }

  /** Lets every operation finish the request that is under way, and stop then. */
  cancel(): void {
    this.canceling.abort();
  }
}
