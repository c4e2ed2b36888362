/** Runs operations, a few at a time, in the order in which they are added. After a failure no further one begins. */
export class Pool {
  private readonly waiting: (() => void)[] = [];
  private readonly under: Promise<void>[] = [];
  private running = 0;
  private stopped = false;

  constructor(private readonly most: number) {}

  /** @param work Tells whether it went well. */
  add(work: () => Promise<boolean>): void {
    this.under.push(
      new Promise((resolve, reject) => {
        this.waiting.push(() => {
          if (this.stopped) return resolve();
          this.running += 1;
          work().then((isWell) => {
            this.running -= 1;
            if (!isWell) this.stop();
            this.next();
            resolve();
          }, reject);
        });
      }),
    );
    this.next();
  }

  stop(): void {
    this.stopped = true;
    for (const begin of this.waiting.splice(0)) begin();
  }

  get isStopped(): boolean {
    return this.stopped;
  }

  /** Resolves when everything has ended that was added. */
  async ended(): Promise<void> {
    await Promise.all(this.under);
  }

  private next(): void {
    while (this.running < this.most) {
      const begin = this.waiting.shift();
      if (begin === undefined) return;
      begin();
    }
  }
}
