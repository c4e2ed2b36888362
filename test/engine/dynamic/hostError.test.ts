import { HostError, toHostError } from "../../../src/engine/dynamic/hostError";
import { UserError } from "../../../src/errors";

test("host error: what the host prints under the stack is one short sentence, without a trace", () => {
  const error = toHostError(new UserError("The token expired."));
  expect(error.message).toBe("The token expired.");
  expect(`${error}: ${error.stack}`).toBe("pulumi-intune: The operation failed. See the error on the resource.");
});

test("host error: of a defect, only its type and place are shown", () => {
  const error = toHostError(new TypeError("MARKED"));
  expect(error.message).toMatch(/^Internal error in pulumi-intune \(TypeError/);
  expect([error.message, error.stack, String(error)].join()).not.toContain("MARKED");
});

test("host error: one that was made for the host is left as it is", () => {
  const error = new HostError("kept");
  expect(toHostError(error)).toBe(error);
});
