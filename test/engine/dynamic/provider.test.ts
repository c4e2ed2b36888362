import { provider } from "../../../src/engine/dynamic/provider";
import { startIntune } from "../../support/intune";
import { tokenText } from "../../support/tokenText";

describe("the provider's door", () => {
  const old = { ...process.env };
  afterEach(() => {
    process.env = { ...old };
  });

  test("makes every method wait for the configuration, however early it is called", async () => {
    process.env.INTUNE_ACCESS_TOKEN = "";
    const door = provider("vppToken");
    let checked = false;
    const checking = door.check?.({}, { countryOrRegion: "gb" }).then((result) => {
      checked = true;
      return result;
    });
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(checked).toBe(false);
    const values: Record<string, string> = { "intune:accessToken": "x", "intune:apiVersion": "v9" };
    await door.configure?.({ config: { get: (key) => values[key], require: (key) => values[key] ?? "" } });
    // The configuration counts, and not what was known when the check was asked for.
    expect((await checking)?.failures?.[0]?.reason).toMatch(/apiVersion/);
  });

  test("gives a failure without naming a property to Pulumi, which would print the property's value", async () => {
    const door = provider("vppToken");
    await door.configure?.({ config: { get: () => undefined, require: () => "" } });
    const { failures } = (await door.check?.({}, { token: "MARKED", country: 5 })) ?? {};
    expect(failures?.map(({ property }) => property)).toEqual(["", ""]);
    expect(failures?.map(({ reason }) => reason.split(" ")[0]).sort()).toEqual(["country", "token"]);
    expect(JSON.stringify(failures)).not.toContain("MARKED");
  });

  test("tells the host what to keep of an entity that is of no use: its id, its state with the provider, and why", async () => {
    const intune = await startIntune();
    try {
      // Intune knows two tokens of one location, and says that neither is of use.
      const location = "London";
      await intune.send("POST", "/vppTokens", { token: tokenText({ token: "a", location }) });
      const values: Record<string, string> = { "intune:accessToken": "x", "intune:graphEndpoint": intune.url };
      const door = provider("vppToken");
      await door.configure?.({ config: { get: (key) => values[key], require: (key) => values[key] ?? "" } });
      const token = tokenText({ token: "b", location, expDate: "2098-05-01T10:00:00-0700" });
      const checked = await door.check?.({}, { token, apiVersion: "beta", __provider: "the code" });
      const failed = await door
        .create?.({ ...checked?.inputs, __provider: "the code" })
        .catch((error: unknown) => error);
      expect(failed).toMatchObject({
        id: expect.stringMatching(/^[0-9a-f-]{36}$/),
        properties: { state: "duplicateLocationId", __provider: "the code", __managed: expect.any(String) },
        reasons: [expect.stringContaining("duplicateLocationId")],
      });
      expect(JSON.stringify(failed)).not.toContain(token);
    } finally {
      await intune.close();
    }
  });

  test("refuses a definition's name that is a path", () => {
    expect(() => provider("../../package")).toThrow(/is not the name of a definition/);
  });
});
