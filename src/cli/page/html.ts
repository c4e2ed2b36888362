import { html, raw } from "hono/html";

export { html, raw };

/** What `html` makes: every value in it has been escaped, so that none can break out of its place. */
export type Html = ReturnType<typeof html>;
