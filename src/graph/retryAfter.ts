/** The three ways in which HTTP writes a date (RFC 9110, 5.6.7) begin with the day of the week, and nothing else does. */
const httpDate = /^(Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*,? /;

/**
 * The seconds that a Retry-After header asks to wait: a number of them (Graph writes fractions, too) or a date of
 * HTTP's, which is 0 when it has passed. Undefined when it is neither.
 */
export function retryAfterSeconds(header: string | undefined, now: Date): number | undefined {
  const text = header?.trim() ?? "";
  if (/^\d+(\.\d*)?$|^\.\d+$/.test(text)) return Number(text);
  if (!httpDate.test(text)) return undefined;
  // asctime's form has no zone, and is in GMT like the others.
  const at = Date.parse(text.endsWith("GMT") ? text : `${text} GMT`);
  return Number.isNaN(at) ? undefined : Math.max(0, (at - now.getTime()) / 1000);
}
