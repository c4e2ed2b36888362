import type { FaultKind } from "./faultKind";

/** What the answer to a request that isn't carried out shows. */
export const ignoredWriteResults = ["unchanged", "done"] as const;
export type IgnoredWriteResult = (typeof ignoredWriteResults)[number];

export const swallow: FaultKind = {
  name: "swallow",
  parameterHelp: 'answers ("unchanged" or "done"; default "unchanged")',
  description:
    "the request isn't carried out, and answered with success: with the entity as it is, or as if all had been done",
  createFault: (parameters) => {
    const answers = parameters.oneOf("answers", ignoredWriteResults) ?? "unchanged";
    return ({ respondWithoutEffect }) => respondWithoutEffect(answers);
  },
};
