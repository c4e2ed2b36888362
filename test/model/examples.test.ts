import { examples } from "./examples";
import { play } from "./play";
import { Wire } from "./wire";

describe("every promise is kept by", () => {
  let wire: Wire;
  beforeAll(() => {
    wire = new Wire();
  });
  afterAll(() => wire.restore());

  test.each(examples)("$name", async ({ scenario }) => {
    expect(await play(scenario, wire)).toBeUndefined();
  });
});
