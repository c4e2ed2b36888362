/** An instant as Intune writes the times of its own doings, in UTC with seven digits: `2026-11-21T07:35:09.1230000Z`. */
export function formatPreciseDateTime(instant: number): string {
  return new Date(instant).toISOString().replace("Z", "0000Z");
}

/** An instant as Graph writes it, in UTC and whole seconds: `2027-05-01T17:00:00Z`. */
export function formatDateTime(instant: number): string {
  return `${new Date(instant).toISOString().slice(0, 19)}Z`;
}
