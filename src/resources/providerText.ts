/**
 * The text that Pulumi stores with each resource and runs to find its provider. It must stay short (it is in every
 * resource's state twice) and the same for every resource of a kind (Pulumi evaluates each distinct text once).
 * It finds the package from ".", the program's folder, which is the provider's working directory, whatever package
 * manager laid it out. Texts written by released versions stay in states for good: what they name is a promise.
 */
export function providerText(entity: string): string {
  return `exports.handler=()=>require(require.resolve("pulumi-intune/provider",{paths:["."]})).provider("${entity}")`;
}
