import { providerCode } from "./providerCode";
import { assertReachable } from "./reach";

/**
 * The text by which a resource that a program declares is to find its provider.
 * @throws pulumi.RunError when it couldn't
 */
export function providerText(entity: string): string {
  assertReachable();
  return providerCode(entity);
}
