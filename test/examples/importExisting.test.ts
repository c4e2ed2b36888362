import { compilerSays } from "../support/example";
import { steps } from "../support/steps";
import { tokenText } from "../support/tokenText";
import { withStack } from "../support/withStack";

const live = tokenText({ token: "live", expDate: "2098-05-01T10:00:00-0700" });
const renewed = tokenText({ token: "renewed", expDate: "2099-05-01T10:00:00-0700" });

describe("examples/import-existing", () => {
  const { stack, intune } = withStack("import-existing");
  let id = "";
  const changes = () => intune.requests.filter(({ method }) => method !== "GET");

  beforeAll(async () => {
    const uploaded = { token: live, countryOrRegion: "us", automaticallyUpdateApps: true };
    id = String((await intune.send("POST", "/vppTokens", uploaded)).id);
    await stack.configure({ liveTokenId: id });
  });
  const step = steps(() => intune.forget());

  test("step by step", async () => {
    await step("says at preview what will change, and sends only that", async () => {
      const { code, output } = await stack.run(["up", "--yes"]);
      expect(output).toContain(`The existing VPP token ${id} will be imported, and changed in countryOrRegion;`);
      expect(code).toBe(0);
      expect(changes().map(({ method, path }) => `${method} ${path}`)).toEqual([
        `PATCH /v1.0/deviceAppManagement/vppTokens/${id}`,
      ]);
      expect(changes()[0]?.body).toEqual({ "@odata.type": "#microsoft.graph.vppToken", countryOrRegion: "gb" });
    });

    await step("has nothing to do once the id is removed", async () => {
      await stack.mustRun(["config", "rm", "liveTokenId"]);
      expect((await stack.up("--expect-no-changes")).code).toBe(0);
      expect(intune.asked()).toEqual([]);
      expect(stack.resources()[0]?.id).toBe(id);
    });

    await step("uploads the token's text to the same entity when it is given later", async () => {
      await stack.configure({ vppToken: renewed }, ["vppToken"]);
      expect((await stack.up()).code).toBe(0);
      expect(changes().map(({ body }) => body)).toEqual([
        { "@odata.type": "#microsoft.graph.vppToken", token: renewed },
      ]);
      expect(stack.resources()[0]?.id).toBe(id);
    });
  });

  test("satisfies the compiler that its package.json asks for", () => {
    expect(compilerSays("import-existing")).toBe("");
  });
});
