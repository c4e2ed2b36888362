import { vppToken } from "../../../src/definitions/vppToken";
import { GraphError } from "../../../src/graph/errors/graphError";
import { closeServers, scripted } from "../scripted";

afterEach(closeServers);

const thrown = {
  "a TypeError": new TypeError("Cannot read properties of undefined (reading 'the-bearer')"),
  "an error of another kind": new Error("the-bearer is not what was expected"),
  "an error with a code that is none of the network's": Object.assign(new Error("the-bearer"), {
    code: "ERR_ASSERTION",
  }),
  "a text": "the-bearer",
};

describe.each(Object.entries(thrown))("%s that a defect throws in the middleware chain", (_what, value) => {
  test.each(["get", "create", "update", "delete"] as const)(
    "%s: is no fault of the network, is not retried, and is reported as ours",
    async (operation) => {
      let calls = 0;
      const uuid = () => {
        calls += 1;
        throw value;
      };
      const { graph, clock, server } = await scripted(() => ({ status: 200, body: { id: "1" } }), { uuid });
      const request = {
        get: () => graph.get(vppToken, "v1.0", "1"),
        create: () => graph.create(vppToken, "v1.0", {}),
        update: () => graph.update(vppToken, "v1.0", "1", {}),
        delete: () => graph.delete(vppToken, "v1.0", "1"),
      };
      const error: unknown = await request[operation]().catch((each: unknown) => each);
      expect(error).not.toBeInstanceOf(GraphError);
      expect(String((error as Error).message)).toMatch(
        /^Internal error in pulumi-intune \(.*\)\. Please report this line\./,
      );
      expect(String((error as Error).message)).not.toContain("the-bearer");
      expect([calls, server.seen.length, clock.slept]).toEqual([1, 0, []]);
    },
  );
});
