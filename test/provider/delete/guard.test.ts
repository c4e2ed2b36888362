import type { DeleteGuard } from "../../../src/definitions/entity";
import { vppToken } from "../../../src/definitions/vppToken";
import { appsQuery, blockingAppsOf, refusal } from "../../../src/provider/delete/guard";

const guard: DeleteGuard = vppToken.deleteGuard;
const app = (more: Record<string, unknown> = {}) => ({
  id: "a",
  displayName: "Keynote",
  bundleId: "com.apple.keynote",
  vppTokenId: "4711",
  isAssigned: true,
  ...more,
});

describe("what would be lost with a token", () => {
  test("is asked for by the types of its apps", () => {
    expect(appsQuery(guard)).toEqual({
      $filter: "isof('microsoft.graph.iosVppApp') or isof('microsoft.graph.macOsVppApp')",
    });
  });

  test("is an app of it that is assigned, and no other's, and none that is not assigned", () => {
    const listed = [
      app(),
      app({ id: "b", isAssigned: false }),
      app({ id: "c", vppTokenId: "4712" }),
      app({ id: "d", vppTokenId: null }),
    ];
    expect(blockingAppsOf(guard, "4711", listed)).toEqual([app()]);
  });

  test("is found whatever the case in which the service writes the token's id", () => {
    expect(blockingAppsOf(guard, "ABC-def", [app({ vppTokenId: "abc-DEF" })])).toHaveLength(1);
  });

  test("is also an app that doesn't say whether it is assigned", () => {
    expect(blockingAppsOf(guard, "4711", [app({ isAssigned: undefined })])).toHaveLength(1);
  });
});

describe("the refusal", () => {
  const refused = (blockingApps: Record<string, unknown>[]) => refusal(vppToken, guard, "4711", blockingApps);

  test("names the token, each app with its bundle and id, and both ways on", () => {
    expect(refused([app(), app({ id: "b", displayName: "Pages", bundleId: null })])).toBe(
      "deleting the VPP token 4711 was refused, because its assigned apps would be deleted with it:\n" +
        "  - Keynote (com.apple.keynote, id a)\n" +
        "  - Pages (id b)\n" +
        "Remove their assignments in Intune. Or, to delete them too: declare `forceDestroy: true`, run `pulumi up`, " +
        "and delete again.",
    );
  });

  test("names ten apps and counts the rest", () => {
    const lines = (count: number) =>
      refused(Array.from({ length: count }, (_, index) => app({ id: `app-${index}` })))
        .split("\n")
        .filter((line) => line.startsWith("  - "));
    expect(lines(10)).toHaveLength(10);
    expect(lines(10).at(-1)).toContain("app-9");
    expect(lines(12)).toHaveLength(11);
    expect(lines(12).at(-1)).toBe("  - and 2 more");
  });
});
