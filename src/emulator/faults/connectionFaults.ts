import { type FaultKind, withBody } from "./fault";

export const latency: FaultKind = {
  name: "latency",
  parameterHelp: "milliseconds",
  description: "the request is carried out that much later",
  createFault: (parameters) => {
    const milliseconds = parameters.required("milliseconds", parameters.number("milliseconds", {}));
    return async ({ delay, proceed }) => {
      await delay(milliseconds);
      return proceed();
    };
  },
};

export const cut: FaultKind = {
  name: "cut",
  parameterHelp: 'when ("before", "after" or "midway"; default "before")',
  description:
    "the connection ends: before anything is done, when all is done but not answered, or in the middle of the answer",
  createFault: (parameters) => {
    const when = parameters.oneOf("when", ["before", "after", "midway"]) ?? "before";
    return async ({ proceed, dropConnection, dropMidResponse }) => {
      if (when === "before") return dropConnection();
      const answer = await proceed();
      return when === "after" ? dropConnection(answer) : dropMidResponse(answer);
    };
  },
};

export const slowBody: FaultKind = {
  name: "slowBody",
  parameterHelp: "bytes (default 16), milliseconds (default 20), stallAfter (bytes; default never)",
  description: "the answer's body comes in pieces of so many bytes with pauses between them, and may stop for good",
  createFault: (parameters) => {
    const bytes = parameters.number("bytes", { minimum: 1, whole: true, default: 16 });
    const milliseconds = parameters.number("milliseconds", { default: 20 });
    const stallAfter = parameters.number("stallAfter", { whole: true, default: Number.POSITIVE_INFINITY });
    return async ({ proceed, delay }) => {
      const answer = await proceed();
      const body = new TextEncoder().encode(await answer.text());
      return body.length === 0
        ? withBody(answer, null)
        : withBody(
            answer,
            slowStream(body, bytes, stallAfter, () => delay(milliseconds)),
          );
    };
  },
};

function slowStream(body: Uint8Array, size: number, stallAfter: number, rest: () => Promise<void>) {
  let sent = 0;
  return new ReadableStream<Uint8Array>({
    pull: async (controller) => {
      if (sent >= stallAfter) return new Promise(() => {});
      await rest();
      const end = Math.min(sent + size, stallAfter, body.length);
      controller.enqueue(body.slice(sent, end));
      sent = end;
      if (sent === body.length) controller.close();
    },
  });
}
