import { parsePort, startFailureMessage, startMessage } from "../../src/cli/emulator";
import { defaultOrganizationId } from "../../src/emulator/settings";

describe("pulumi-intune emulator", () => {
  test("says where it is, how to point Pulumi at it and how to stop it", () => {
    const text = startMessage("http://127.0.0.1:4399", {});
    expect(text).toContain("pulumi config set intune:graphEndpoint http://127.0.0.1:4399\n");
    expect(text).toContain("pulumi config set --secret intune:accessToken emulator\n");
    expect(text).toContain("INTUNE_GRAPH_ENDPOINT=http://127.0.0.1:4399 INTUNE_ACCESS_TOKEN=emulator\n");
    expect(text).toContain(`organizationId, for AppleVolumePurchaseProgramToken, is ${defaultOrganizationId}.`);
    expect(text).toContain("gone when the emulator stops");
    expect(text).toContain("Ctrl-C");
  });

  test("says which file keeps the tenant", () => {
    expect(startMessage("http://127.0.0.1:1", { data: "tenant.json" })).toContain("kept in tenant.json");
  });

  test("says where it can be told to fail, if it can be", () => {
    expect(startMessage("http://127.0.0.1:1", { faults: true })).toContain("at http://127.0.0.1:1/emulator/faults");
    expect(startMessage("http://127.0.0.1:1", {})).not.toContain("/emulator/faults");
  });

  test("says how to see the tokens that it was seeded with", () => {
    expect(startMessage("http://127.0.0.1:1", { seed: 3 })).toContain("`pulumi-intune status` lists its tokens");
    expect(startMessage("http://127.0.0.1:1", {})).not.toContain("made up");
  });

  test.each([
    ["0", 0],
    ["4399", 4399],
    ["65535", 65535],
  ])("takes the port %s", (text, port) => {
    expect(parsePort(text)).toBe(port);
  });

  test.each(["", "x", "-1", "65536", "43.99", "1e3"])("refuses the port %j", (text) => {
    expect(() => parsePort(text)).toThrow("A port is a number from 0 to 65535.");
  });

  test("explains why it could not start in one sentence", () => {
    expect(startFailureMessage(Object.assign(new Error("listen"), { code: "EADDRINUSE" }), 80)).toMatch(
      /^Port 80 is in use/,
    );
    expect(startFailureMessage(Object.assign(new Error("listen"), { code: "EACCES" }), 80)).toMatch(
      /^Port 80 needs more/,
    );
    expect(startFailureMessage(new Error("The data file is damaged."), 80)).toBe("The data file is damaged.");
    expect(startFailureMessage("odd", 80)).toBe("The emulator could not start: odd");
  });
});
