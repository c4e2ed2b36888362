import type { StepReport } from "./checkpoint";
import { StepError, type Values } from "./core";

/** What kept an operation's result although it failed. */
export type Keep = (id: string, state: Values) => void;

/** The steps of one run, until it is killed. */
export class Journal {
  readonly steps: StepReport[] = [];
  isKilled = false;

  /**
   * Does the work and notes how it went.
   * @param keep Saves what a failed operation made all the same.
   * @param more What the work finds out, for the report.
   * @returns Whether it went well
   */
  async step(
    what: Pick<StepReport, "name" | "operation" | "id">,
    work: () => Promise<void>,
    keep: Keep = () => {},
    more: object = {},
  ): Promise<boolean> {
    try {
      await work();
      this.note({ ...what, ...more });
      return true;
    } catch (error) {
      if (!(error instanceof StepError)) throw error;
      if (error.kept) keep(error.kept.id, error.kept.state);
      this.note({ ...what, error: error.message });
      return false;
    }
  }

  private note(report: StepReport): void {
    if (!this.isKilled) this.steps.push(report);
  }
}
