/** A clock whose time passes as fast as it is waited for, the same for the service and the core. */
export class Clock {
  private time = Date.parse("2026-11-21T07:00:00Z");
  private sleepers: { readonly at: number; readonly wake: () => void }[] = [];

  readonly now = () => new Date(this.time);

  /** Several who sleep at the same time wake in the order of their times. */
  readonly sleep = (milliseconds: number): Promise<void> =>
    new Promise((wake) => {
      this.sleepers.push({ at: this.time + milliseconds, wake });
      // What is under way goes first: it takes no time.
      setImmediate(() => this.wakeNext());
    });

  pass(milliseconds: number): void {
    this.time += milliseconds;
  }

  private wakeNext(): void {
    const next = Math.min(...this.sleepers.map(({ at }) => at));
    if (!Number.isFinite(next)) return;
    this.time = Math.max(this.time, next);
    const woken = this.sleepers.filter(({ at }) => at <= this.time);
    this.sleepers = this.sleepers.filter(({ at }) => at > this.time);
    for (const { wake } of woken) wake();
  }
}
