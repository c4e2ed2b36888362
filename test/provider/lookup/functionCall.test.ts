import { functionCall } from "../../../src/provider/lookup/tenant";

test.each([
  ["com.apple.Pages", "f(bundleId='com.apple.Pages')"],
  ["it's", "f(bundleId='it''s')"],
  ["a/b?c#d e%", "f(bundleId='a%2Fb%3Fc%23d%20e%25')"],
  ["') or x('", "f(bundleId=''')%20or%20x(''')"],
])("the text %j stays inside of its quotes and of its place in the path", (bundleId, written) => {
  expect(functionCall("f", { bundleId })).toBe(written);
});
