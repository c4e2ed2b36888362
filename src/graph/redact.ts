/** What stands where a secret stood. */
const hidden = "[secret]";

/** Longer than any word, id or URL part that helps a person; tokens, assertions and their fragments are. */
const tokenLike = /[A-Za-z0-9+/_=-]{100,}|eyJ[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]*)?/g;

/** The text without the secrets, and without anything that has the looks of one (services echo what they were sent). */
export function redact(text: string, secrets: readonly string[] = []): string {
  return [...secrets]
    .filter((secret) => secret !== "")
    .sort((a, b) => b.length - a.length)
    .reduce((rest, secret) => rest.replaceAll(secret, hidden), text)
    .replace(tokenLike, hidden);
}
