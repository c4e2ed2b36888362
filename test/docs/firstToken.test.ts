import { followPage } from "../support/followPage";

test("the guide to the first token can be followed to the letter, and shows what is printed", async () => {
  expect(await followPage("docs/guides/first-token.md", "vpp")).toContain("has been removed");
});
