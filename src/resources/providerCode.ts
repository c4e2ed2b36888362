/**
 * The text that Pulumi stores with each resource and runs to find its provider. It must stay short (it is in every
 * resource's state twice, where a double quote takes two bytes) and the same for every resource of a kind (Pulumi
 * evaluates each distinct text once). The host lets it look for packages from the program's folder on, whatever package
 * manager laid them out. Texts written by released versions stay in states for good: what they name is a promise.
 */
export function providerCode(entity: string): string {
  return `exports.handler=()=>require('pulumi-intune/provider').provider('${entity}')`;
}
