import { provider } from "../../src/engine/dynamic/provider";

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

  test("refuses a definition's name that is a path", () => {
    expect(() => provider("../../package")).toThrow(/is not the name of a definition/);
  });
});
