import { createServer } from "node:net";
import { warnThroughEngine } from "../../../src/engine/dynamic/engineLog";

const hosts = ["node", "/x/node_modules/@pulumi/pulumi/cmd/dynamic-provider/index.js"];
const own = process.argv;

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === "object" ? (address?.port ?? 0) : 0;
}

describe("a warning that the engine doesn't take", () => {
  let printed: unknown[];

  beforeEach(() => {
    printed = [];
    jest.spyOn(console, "log").mockImplementation((line) => void printed.push(line));
  });
  afterEach(() => {
    process.argv = own;
    jest.restoreAllMocks();
    jest.resetModules();
  });

  test("is printed, and fails nothing: nobody listens at the engine's address", async () => {
    process.argv = [...hosts, `127.0.0.1:${await freePort()}`];
    await warnThroughEngine("The token expires.");
    await warnThroughEngine("It does.");
    expect(printed).toEqual(["Warning: The token expires.", "Warning: It does."]);
  });

  test("is printed, and fails nothing: Pulumi's package can't be loaded", async () => {
    process.argv = [...hosts, "127.0.0.1:1"];
    jest.doMock("@pulumi/pulumi/runtime/settings", () => {
      throw new Error("Cannot find module");
    });
    await warnThroughEngine("The token expires.");
    expect(printed).toEqual(["Warning: The token expires."]);
  });

  test("is printed where no engine is", async () => {
    await warnThroughEngine("The token expires.");
    expect(printed).toEqual(["Warning: The token expires."]);
  });
});
