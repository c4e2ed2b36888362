import { withBody } from "./exchange";
import type { FaultKind } from "./faultKind";

export const latency: FaultKind = {
  name: "latency",
  takes: "milliseconds",
  does: "the request is carried out that much later",
  prepare: (parameters) => {
    const milliseconds = parameters.needed("milliseconds", parameters.number("milliseconds", {}));
    return async ({ pause, carryOut }) => {
      await pause(milliseconds);
      return carryOut();
    };
  },
};

export const cut: FaultKind = {
  name: "cut",
  takes: 'when ("before", "after" or "midway"; default "before")',
  does: "the connection ends: before anything is done, when all is done but not answered, or in the middle of the answer",
  prepare: (parameters) => {
    const when = parameters.oneOf("when", ["before", "after", "midway"]) ?? "before";
    return async ({ carryOut, cut, cutMidway }) => {
      if (when === "before") return cut();
      const answer = await carryOut();
      return when === "after" ? cut(answer) : cutMidway(answer);
    };
  },
};

export const slowBody: FaultKind = {
  name: "slowBody",
  takes: "bytes (default 16), milliseconds (default 20), stallAfter (bytes; default never)",
  does: "the answer's body comes in pieces of so many bytes with pauses between them, and may stop for good",
  prepare: (parameters) => {
    const bytes = parameters.number("bytes", { minimum: 1, whole: true, default: 16 });
    const milliseconds = parameters.number("milliseconds", { default: 20 });
    const stallAfter = parameters.number("stallAfter", { whole: true, default: Number.POSITIVE_INFINITY });
    return async ({ carryOut, pause }) => {
      const answer = await carryOut();
      const body = new TextEncoder().encode(await answer.text());
      return body.length === 0
        ? withBody(answer, null)
        : withBody(
            answer,
            trickle(body, bytes, stallAfter, () => pause(milliseconds)),
          );
    };
  },
};

function trickle(body: Uint8Array, size: number, stallAfter: number, rest: () => Promise<void>) {
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
