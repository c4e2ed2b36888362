import type { FaultKind } from "./faultKind";

/** What the answer to a request that isn't carried out shows. */
export const pretences = ["unchanged", "done"] as const;
export type Pretence = (typeof pretences)[number];

export const swallow: FaultKind = {
  name: "swallow",
  takes: 'answers ("unchanged" or "done"; default "unchanged")',
  does: "the request isn't carried out, and answered with success: with the entity as it is, or as if all had been done",
  prepare: (parameters) => {
    const answers = parameters.oneOf("answers", pretences) ?? "unchanged";
    return ({ pretend }) => pretend(answers);
  },
};
