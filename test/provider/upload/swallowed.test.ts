import type { PropertyMap } from "../../../src/provider/propertyMap";
import { stackOfEachTest } from "../../support/stack";
import { tokenText } from "../../support/tokenText";

const { intune, stack } = stackOfEachTest();

const token = tokenText({ token: "a", expDate: "2098-05-01T10:00:00Z" });
const up = async (more: PropertyMap) => (await stack.up({ london: { token, apiVersion: "beta", ...more } })).london;
const patch = { method: "PATCH", path: "vppTokens" };
const live = async (name: string) => {
  const address = `${intune.url}/beta/deviceAppManagement/vppTokens/${stack.of("london").id}`;
  const answer = await fetch(address, { headers: { authorization: "Bearer x" } });
  return ((await answer.json()) as PropertyMap)[name];
};

describe("update: a change that a proxy answers with a page", () => {
  test.each<[string, PropertyMap, PropertyMap]>([
    ["of a value", { displayName: "London" }, { displayName: "Paris" }],
    ["of a value that was never set", {}, { displayName: "Paris" }],
    ["of several", { displayName: "London", countryOrRegion: "gb" }, { displayName: "Paris", countryOrRegion: "fr" }],
  ])("is sent again: %s", async (_what, first, second) => {
    await up(first);
    await intune.fail({ ...patch, kind: "htmlPage" });
    expect(await up(second)).toBe("updated");
    expect(await live("displayName")).toBe("Paris");
  });

  test("fails when it goes on so, and the next deployment sends it", async () => {
    await up({ displayName: "London" });
    await intune.fail({ ...patch, kind: "htmlPage", times: 9 });
    expect(await up({ displayName: "Paris" })).toMatch(/was not updated\./);
    await intune.heal();
    expect(await up({ displayName: "Paris" })).toBe("updated");
    expect(await live("displayName")).toBe("Paris");
  });
});

test("update: a change that can't be looked at fails with the reason, and the next deployment finds out", async () => {
  await up({ displayName: "London" });
  const { state } = stack.of("london");
  const noReading = { kind: "status", status: 403, method: "GET", path: "vppTokens" };
  await intune.fail({ ...patch, kind: "emptyBody" }, noReading);
  expect(await up({ displayName: "Paris" })).toMatch(/Reading the VPP token .* 403/);
  expect(stack.of("london").state).toEqual(state);
  await stack.refresh();
  expect(stack.of("london").inputs.displayName).toBe("Paris");
  expect(await up({ displayName: "Paris" })).toBe("same");
});

describe("update: a change that the service answers and doesn't carry out", () => {
  /** The answer to a PATCH shows the entity as it was at that date, and nothing was done. */
  const swallowed = async (shown: PropertyMap, times: number) => {
    const { displayName, lastModifiedDateTime } = stack.of("london").state;
    const server = { kind: "patch", set: { displayName, lastModifiedDateTime, ...shown } };
    await intune.fail({ ...patch, ...server, times });
  };

  test("is sent again, and fails when it goes on so", async () => {
    await up({ displayName: "London" });
    await swallowed({}, 9);
    expect(await up({ displayName: "Paris" })).toMatch(/was not updated\./);
    expect(stack.of("london").state.displayName).toBe("London");
  });

  test("is not taken for done because the answer repeats what was sent", async () => {
    await up({ displayName: "London" });
    await intune.fail({ ...patch, kind: "patch", set: { displayName: "Paris" }, and: { kind: "swallow" }, times: 9 });
    expect(await up({ displayName: "Paris" })).toMatch(/was not updated\./);
    expect(stack.of("london").state.displayName).toBe("London");
    expect(await live("displayName")).toBe("London");
  });

  test("is sent again when an echo with the id was answered in its place", async () => {
    await up({ displayName: "London" });
    const echo = { "@odata.type": "#microsoft.graph.vppToken", id: stack.of("london").id, displayName: "Paris" };
    await intune.fail({ ...patch, kind: "answer", json: echo });
    expect(await up({ displayName: "Paris" })).toBe("updated");
    expect(await live("displayName")).toBe("Paris");
  });

  // Known fault: the date before is the state's, and a sync has moved it since.
  test("is not taken for done because a sync moved the date since the last deployment", async () => {
    await up({ displayName: "London" });
    await swallowed({ lastModifiedDateTime: "2098-01-01T00:00:00Z" }, 9);
    expect(await up({ displayName: "Paris" })).toMatch(/was not updated\./);
    expect(stack.of("london").state.displayName).toBe("London");
  });
});
