import { compilerSays, type Example, startExample } from "../support/example";
import { tokenText } from "../support/tokenText";

const live = tokenText({ token: "live", expDate: "2098-05-01T10:00:00-0700" });
const renewed = tokenText({ token: "renewed", expDate: "2099-05-01T10:00:00-0700" });

describe("examples/adopt-existing", () => {
  let example: Example;
  let id = "";
  const changes = () => example.intune.requests.filter(({ method }) => method !== "GET");

  beforeAll(async () => {
    example = await startExample({ program: "adopt-existing" });
    const uploaded = { token: live, countryOrRegion: "us", automaticallyUpdateApps: true };
    id = String((await example.intune.send("POST", "/vppTokens", uploaded)).id);
    await example.stack.configure({ liveTokenId: id });
  });
  afterAll(() => example?.close());
  beforeEach(() => example.intune.forget());

  test("says at preview what will change, and sends only that", async () => {
    const { code, output } = await example.stack.run(["up", "--yes"]);
    expect(output).toContain(`The existing VPP token ${id} will be imported, and changed in countryOrRegion;`);
    expect(code).toBe(0);
    expect(changes().map(({ method, path }) => `${method} ${path}`)).toEqual([
      `PATCH /v1.0/deviceAppManagement/vppTokens/${id}`,
    ]);
    expect(changes()[0]?.body).toEqual({ "@odata.type": "#microsoft.graph.vppToken", countryOrRegion: "gb" });
  });

  test("has nothing to do once the id is removed", async () => {
    await example.stack.mustRun(["config", "rm", "liveTokenId"]);
    expect((await example.stack.up("--expect-no-changes")).code).toBe(0);
    expect(example.intune.asked()).toEqual([]);
    expect(example.stack.resources()[0]?.id).toBe(id);
  });

  test("uploads the token's text to the same entity when it is given later", async () => {
    await example.stack.configure({ vppToken: renewed }, ["vppToken"]);
    expect((await example.stack.up()).code).toBe(0);
    expect(changes().map(({ body }) => body)).toEqual([{ "@odata.type": "#microsoft.graph.vppToken", token: renewed }]);
    expect(example.stack.resources()[0]?.id).toBe(id);
  });

  test("satisfies the compiler that its package.json asks for", () => {
    expect(compilerSays("adopt-existing")).toBe("");
  });
});
