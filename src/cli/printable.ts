/** A text from elsewhere for a terminal: whatever could steer it is shown as a sign of its own. */
export function printable(text: string): string {
  return text.replace(/[\p{Cc}\p{Cs}\u2028\u2029\u202A-\u202E\u2066-\u2069]/gu, "\uFFFD");
}
