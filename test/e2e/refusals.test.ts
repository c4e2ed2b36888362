import { graphError, requestId, startRefusingService } from "../support/refusingService";
import { steps } from "../support/steps";
import { tokenText } from "../support/tokenText";
import { withStack } from "../support/withStack";

const program = `
  const intune = require("pulumi-intune");
  new intune.VppToken("london", { token: "${tokenText()}", countryOrRegion: "gb", forceDestroy: true });
`;

describe("when Graph refuses, through the real CLI", () => {
  let id: string | undefined;

  const { stack } = withStack({ "Pulumi.yaml": "name: refusals\nruntime: nodejs\n", "index.js": program });
  beforeAll(async () => {
    await stack.mustRun(["up", "--yes", "--skip-preview"]);
    id = stack.resources()[0]?.id;
  });

  async function against(status: number, body: unknown, args: readonly string[]) {
    const service = await startRefusingService(status, body);
    try {
      return await stack.run(args, { INTUNE_GRAPH_ENDPOINT: service.url });
    } finally {
      await service.close();
    }
  }

  const refresh = ["refresh", "--yes", "--skip-preview"];
  const intuneMessage = JSON.stringify({
    _version: 3,
    Message: "The tenant is being moved - Operation ID (for customer support): 0 - Activity ID: a - Url: https://x",
    CustomApiErrorPhrase: "",
    RetryAfter: null,
    ErrorSourceService: "",
    HttpHeaders: "{}",
  });
  const step = steps();

  test("step by step", async () => {
    await step.each([
      [401, graphError("InvalidAuthenticationToken", "Access token has expired."), /--run-program/],
      [403, graphError("Forbidden", "Application is not authorized."), /DeviceManagementServiceConfig\.Read\.All/],
      [400, graphError("BadRequest", intuneMessage), /The tenant is being moved/],
    ])(
      "a refresh that is answered with %i fails, says why, and keeps the token in the state",
      async (status, body, why) => {
        const { code, output } = await against(status, body, refresh);
        expect(code).not.toBe(0);
        expect(output).toMatch(why);
        expect(output).toContain(requestId);
        expect(output).toMatch(/Reading the VPP token/);
        expect(output).not.toMatch(/\n\s+at .*:\d+:\d+/);
        expect(stack.resources().map(({ id, outputs }) => [id, outputs.countryOrRegion])).toEqual([[id, "gb"]]);
      },
    );

    await step("a destroy that is answered with 403 fails and keeps the token in the state", async () => {
      const body = graphError("Forbidden", "Application is not authorized.");
      const { code, output } = await against(403, body, ["destroy", "--yes", "--skip-preview"]);
      expect(code).not.toBe(0);
      expect(output).toMatch(/Deleting the VPP token/);
      expect(output).toMatch(/DeviceManagementServiceConfig\.ReadWrite\.All/);
      expect(stack.resources()).toHaveLength(1);
    });

    await step("an update of a token that is gone says what to do", async () => {
      stack.write({ "index.js": program.replace('"gb"', '"us"') });
      const { code, output } = await against(404, graphError("ResourceNotFound", "Resource not found."), [
        "up",
        "--yes",
        "--skip-preview",
      ]);
      expect(code).not.toBe(0);
      expect(output).toMatch(/is no longer in Intune.*pulumi refresh/);
      expect(stack.resources()).toHaveLength(1);
    });
  });
});
